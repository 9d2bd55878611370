import type { TurnHost } from './TurnHost.js';

/** The return value of `setTimeout` and `setInterval` in a turn. */
export class DurableTimeout {
  #cancel: (() => void) | undefined;

  /** @param isRepeated - whether it is an interval, which is rescheduled each time unless it was cleared */
  constructor(host: TurnHost, delay: number, work: () => void, isRepeated: boolean) {
    const arm = () => {
      this.#cancel = host.after(delay, () => {
        if (!isRepeated) this.#cancel = undefined;
        work();
        if (isRepeated && this.#cancel !== undefined) arm();
      });
    };
    arm();
  }

  clear(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  /** No-op: no host timer is involved, so nothing keeps the process alive. */
  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }
}

type Callback = (...args: unknown[]) => void;

/** The replacements for the host's timer functions in a turn. */
export function durableTimers(host: () => TurnHost, original: { readonly clear: (id: unknown) => void }) {
  const start = (isRepeated: boolean) =>
    function start(callback: Callback, delay?: number, ...args: unknown[]): DurableTimeout {
      const milliseconds = Number.isNaN(Number(delay ?? 0)) ? 0 : Number(delay ?? 0);
      return new DurableTimeout(host(), milliseconds, () => callback(...args), isRepeated);
    };
  const clear = (id: unknown) => {
    if (id instanceof DurableTimeout) id.clear();
    else original.clear(id);
  };
  return { setTimeout: start(false), setInterval: start(true), clear };
}
