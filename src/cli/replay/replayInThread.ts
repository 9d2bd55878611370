import { parentPort, workerData } from 'node:worker_threads';
import { parseLine } from '../../archive/files/readArchive.js';
import { byType, checkHistory } from '../../archive/gate/checkHistory.js';
import { messageOf } from '../../requests/index.js';
import { readDefinitions } from '../definitions/readDefinitions.js';
import type { CheckAnswer, CheckRequest, ThreadData } from './messages.js';

// The entry point of a thread: checks one history after the other.
const { module }: ThreadData = workerData;
const workflows = readDefinitions(module).then(definitions => byType(definitions.workflows));

parentPort?.on('message', ({ line, replays }: CheckRequest) => {
  workflows
    .then(known => ({ checked: checkHistory(known, parseLine(line), { replays }) }))
    .then(answer, (error: unknown) => answer({ error: messageOf(error) }));
});

function answer(message: CheckAnswer): void {
  parentPort?.postMessage(message);
}
