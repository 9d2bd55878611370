import inspector from 'node:inspector';
import type { Step } from '../../testing/index.js';
import type { Terminal } from '../frame/Terminal.js';

/**
 * Yields the same steps, and stops the debugger before the code of a turn runs. Waits until a debugger is attached, as
 * `node --inspect-brk` does.
 */
export function* inspected(
  steps: Iterable<Step>,
  turn: number,
  port: number,
  terminal: Terminal,
): Generator<Step, void, undefined> {
  if (inspector.url() === undefined) inspector.open(port);
  terminal.note(`Waiting for a debugger at ${inspector.url()} (chrome://inspect, or attach your editor).\n`);
  inspector.waitForDebugger();
  const source = steps[Symbol.iterator]();
  for (let next = 1; ; next += 1) {
    if (next === turn) {
      // Step into the next line, or set a breakpoint in the workflow and resume.
      // biome-ignore lint/suspicious/noDebugger: this is where --inspect-at stops.
      debugger;
    }
    const { value, done } = source.next();
    if (done === true || value === undefined) return;
    yield value;
  }
}
