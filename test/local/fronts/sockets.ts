import { connect, type Socket } from 'node:net';
import { type Clock, type ClockAlarm, manualClock } from 'rx-swf/local';
import { onTestFinished } from 'vitest';

/** A request as it stands on the wire. */
export function wire(operation: string, input: unknown, headers = ''): string {
  const body = JSON.stringify(input);
  return `POST / HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: SimpleWorkflowService.${operation}\r\n${headers}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

/** A connection of a client that writes by hand. */
export function dial({ port, host }: { port: number; host: string }, allowHalfOpen = false): Socket {
  const socket = connect({ port, host, allowHalfOpen });
  socket.on('error', () => {});
  onTestFinished(() => void socket.destroy());
  return socket;
}

/** All that the server writes until it hangs up. */
export function heard(socket: Socket): Promise<string> {
  return new Promise(resolve => {
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', (part: string) => {
      text += part;
    });
    socket.once('close', () => resolve(text));
  });
}

/** A manual clock that shows whether polls are waiting and whether time may be skipped. */
export class WatchedClock implements Clock {
  readonly #time = manualClock();
  readonly now = this.#time.now;
  readonly #watchers = new Set<() => void>();
  /** Whether a poll waits. */
  waits = false;
  /** Whether a request is under way, so that time must not be skipped. */
  isHeld = false;
  /** Number of holds: one for each request, operation and response. */
  holds = 0;

  alarm(ring: () => void): ClockAlarm {
    return {
      ...this.#time.alarm(ring),
      keepAlive: wanted => this.#note(() => (this.waits = wanted)),
      hold: () =>
        this.#note(() => {
          this.isHeld = true;
          this.holds += 1;
        }),
      release: () => this.#note(() => (this.isHeld = false)),
    };
  }

  /** Resolves when that holds. */
  until(holds: (clock: this) => boolean): Promise<void> {
    return new Promise(resolve => {
      const look = () => {
        if (!holds(this)) return;
        this.#watchers.delete(look);
        resolve();
      };
      this.#watchers.add(look);
      look();
    });
  }

  #note(change: () => void): void {
    change();
    for (const watcher of [...this.#watchers]) watcher();
  }
}
