// Imports from the sources, because a run is not part of the public API.

import { concatMap, count, range } from 'rxjs';
import { jsonConverter } from '../../src/payloads/index.js';
import { HistoryBuilder } from '../../src/testing/index.js';
import { firstSemantics } from '../../src/workflows/commands/Semantics.js';
import { activity, workflow } from '../../src/workflows/index.js';
import { Run } from '../../src/workflows/replay/Run.js';
import { compare, turnOf } from '../measure.js';
import { printFigures } from '../report.js';

const work = activity<number, number>({ name: 'Work', version: '1' });

/** Activities one after the other, each of which is a turn. */
const chain = workflow({ name: 'Chain', version: '1' }, (turns: number, { run }) =>
  range(turns).pipe(
    concatMap(n => run(work, n)),
    count(),
  ),
);

function historyOf(turns: number) {
  const builder = new HistoryBuilder().start({ workflowType: { name: 'Chain', version: '1' }, input: turns });
  for (let n = 1; n <= turns; n += 1)
    builder.activity(`${n}`, { type: { name: 'Work', version: '1' }, input: n - 1, result: n });
  return builder.decisionTaskStarted().build();
}

/** Measures turns per second of a replay without any service, as in production and as in development. */
export async function benchReplay(turns: number, rounds: number): Promise<void> {
  const history = historyOf(turns);
  const contenders = [
    { name: 'production', watchPromises: false },
    { name: 'development', watchPromises: true },
  ].map(({ name, watchPromises }) => ({
    name,
    run: () =>
      turnOf(async () => {
        new Run({
          workflow: chain,
          domain: 'media',
          execution: { workflowId: 'w', runId: 'r' },
          converter: jsonConverter,
          semantics: firstSemantics,
          globals: 'durable',
          watchPromises,
        }).decide(history);
        return turns;
      }),
  }));
  printFigures(`Replays of ${turns} turns, ${rounds} rounds`, 'turns', await compare(contenders, rounds));
}
