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
      'rx-swf/testing was imported while fake timers were active. Import it first, or call vi.useRealTimers() ' +
        '(jest.useRealTimers(), clock.restore()): workflow tests skip time on their own',
    );
  if (time === 'real' && (isFake(globalThis.setTimeout) || isFake(Date)))
    throw new InvalidArgumentError(
      "time: 'real' requires real timers, but fake timers are active. Call vi.useRealTimers() (jest.useRealTimers(), " +
        "clock.restore()) first, or omit time: 'real'",
    );
}

/**
 * Returns whether a host function is a fake by sinon, which vitest and Jest use too, or by Jest's legacy
 * timers.
 */
const isFake = (host: object): boolean => 'clock' in host || 'isFake' in host || '_isMockFunction' in host;
