// Imports from the sources, because a run is not part of the public API.

import { concatMap, count, range } from 'rxjs';
import type { History } from '../../src/history/index.js';
import { jsonConverter } from '../../src/payloads/index.js';
import { HistoryBuilder } from '../../src/testing/index.js';
import { firstSemantics } from '../../src/workflows/commands/Semantics.js';
import { activity, workflow } from '../../src/workflows/index.js';
import { Run } from '../../src/workflows/replay/Run.js';

const work = activity<number, number>({ name: 'Work', version: '1' });

/** Activities one after the other, each of which is a turn. */
const chain = workflow({ name: 'Chain', version: '1' }, (turns: number, { run }) =>
  range(turns).pipe(
    concatMap(n => run(work, n)),
    count(),
  ),
);

const timeouts = {
  scheduleToStartTimeout: 60,
  scheduleToCloseTimeout: 120,
  startToCloseTimeout: 60,
  heartbeatTimeout: 'NONE',
} as const;

/** Returns a history of a chain with six events per turn. */
export function historyOf(turns: number): History {
  const builder = new HistoryBuilder().start({ workflowType: { name: 'Chain', version: '1' }, input: turns });
  for (let n = 1; n <= turns; n += 1) {
    const type = { name: 'Work', version: '1' };
    builder.activity(`${n}`, { type, input: n - 1, result: n, ...timeouts });
  }
  return builder.decisionTaskStarted().build();
}

/** Replays a chain and decides its open turn. */
export function replay(history: History, watchPromises = false): void {
  new Run({
    workflow: chain,
    domain: 'media',
    execution: { workflowId: 'w', runId: 'r' },
    converter: jsonConverter,
    semantics: firstSemantics,
    globals: 'durable',
    watchPromises,
  }).decide(history);
}
