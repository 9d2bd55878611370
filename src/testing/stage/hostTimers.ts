import { InvalidArgumentError } from '../../requests/index.js';

/**
 * The host's own timers, kept from before a test replaces them (`vi.useFakeTimers()`, sinon, Jest): workflow tests skip
 * their own time, and fake timers that nobody advances must not stop them.
 */
export const hostTimers = {
  setTimeout: globalThis.setTimeout,
  clearTimeout: globalThis.clearTimeout,
} as const;

/** Refuses what would wait for timers that nobody advances. */
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

/** Whether a function of the host is one of sinon's, which vitest and Jest use too, or of Jest's older ones. */
const isFake = (host: object): boolean => 'clock' in host || 'isFake' in host || '_isMockFunction' in host;
