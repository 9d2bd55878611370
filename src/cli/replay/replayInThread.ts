import { parentPort, workerData } from 'node:worker_threads';
import { type ArchivedLine, parseLine } from '../../archive/files/readArchive.js';
import { byType, checkHistory } from '../../archive/gate/checkHistory.js';
import { messageOf } from '../../requests/index.js';
import { readDefinitions } from '../definitions/readDefinitions.js';
import type { CheckRequest, ThreadData, ThreadMessage } from './messages.js';

// The entry point of a thread: loads the module, says so, and then checks batches of histories. All errors that
// are answered are wrong input, a module or a file; code that fails is a break, not an error.
const { module, begun }: ThreadData = workerData;

readDefinitions(module).then(
  ({ workflows }) => {
    const known = byType(workflows);
    parentPort?.on('message', ({ lines, replays }: CheckRequest) => {
      const check = (line: ArchivedLine) => {
        Atomics.add(begun, 0, 1);
        return checkHistory(known, parseLine(line), { replays });
      };
      try {
        say({ checked: lines.map(check) });
      } catch (error) {
        say({ error: messageOf(error) });
      }
    });
    say({ workflows: workflows.length });
  },
  (error: unknown) => say({ error: messageOf(error) }),
);

function say(message: ThreadMessage): void {
  parentPort?.postMessage(message);
}
