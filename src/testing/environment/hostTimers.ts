import { InvalidArgumentError } from '../../requests/index.js';

/**
 * The host's original timers, saved before a test replaces them (`vi.useFakeTimers()`, sinon, Jest). Workflow
 * tests skip time on their own, and must not be blocked by fake timers that are never advanced.
 */
export const hostTimers = {
  setTimeout: globalThis.setTimeout,
  clearTimeout: globalThis.clearTimeout,
} as const;

/** Throws if the test would wait for fake timers that are never advanced. */
export function checkTimers(time: 'skip' | 'real'): void {
  if (isFake(hostTimers.setTimeout))
    throw new InvalidArgumentError(
      'rx-swf/testing was loaded while the timers of the host were fake. Load it first, or call vi.useRealTimers() ' +
        '(jest.useRealTimers(), clock.restore()): workflow tests skip time by themselves',
    );
  if (time === 'real' && (isFake(globalThis.setTimeout) || isFake(Date)))
    throw new InvalidArgumentError(
      "time: 'real' needs the timers of the host, and they are fake. Call vi.useRealTimers() (jest.useRealTimers(), " +
        "clock.restore()) first, or leave out time: 'real'",
    );
}

/**
 * Returns whether a host function is a fake by sinon, which vitest and Jest use too, or by Jest's legacy
 * timers.
 */
const isFake = (host: object): boolean => 'clock' in host || 'isFake' in host || '_isMockFunction' in host;
