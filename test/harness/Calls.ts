import { setImmediate } from 'node:timers/promises';
import type { SWFClient } from '@aws-sdk/client-swf';
import type { ManualClock } from 'rx-swf/local';
import { intercept } from './intercept.js';

/** The calls of a client, and a way to let time pass in which they are made. */
export class Calls {
  /** The operations that were called, in order. */
  readonly operations: string[] = [];
  #open = 0;

  constructor(client: SWFClient) {
    intercept(client, /./, async ({ operation, send }) => {
      this.operations.push(operation);
      this.#open += 1;
      try {
        return await send();
      } finally {
        this.#open -= 1;
      }
    });
  }

  /** Returns the number of calls of an operation, and forgets all calls. */
  take(operation?: string): number {
    const calls = this.operations.splice(0);
    return calls.filter(name => operation === undefined || name === operation).length;
  }

  /** Resolves when no call is open, and what follows from the last one has happened. */
  async settled(): Promise<void> {
    for (let quiet = 0; quiet < 3; quiet += 1) {
      await setImmediate();
      if (this.#open > 0) quiet = 0;
    }
  }

  /** Lets time pass on a manual clock in steps, and after each of them lets the calls be answered. */
  async elapse(clock: ManualClock, milliseconds: number, step = 500): Promise<void> {
    await this.settled();
    for (let passed = 0; passed < milliseconds; passed += step) {
      clock.advance(Math.min(step, milliseconds - passed));
      await this.settled();
    }
  }
}
