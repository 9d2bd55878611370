import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { ActivityFailure, type ExecutionId, History } from 'rx-swf';
import { activity, type DurableExecution, saga, wait, workflow } from 'rx-swf/workflows';
import { catchError, forkJoin, lastValueFrom, map, of, timer } from 'rxjs';
import { expect, it } from 'vitest';
import { describeCommand } from '../../../src/workflows/commands/Command.js';
import { Run } from '../../../src/workflows/replay/Run.js';
import { commandOf } from '../../../src/workflows/turns/commandOf.js';
import { runSettings } from '../../harness/RunHarness.js';
import { WorkflowHarness } from '../../harness/WorkflowHarness.js';

/** A recorded run. */
interface Golden {
  readonly execution: ExecutionId;
  readonly events: ReturnType<History['toJSON']>['events'];
}

const work = activity<string, string>({ name: 'Work', version: '1', retry: { count: 1, initial: 2 } });
const child = workflow({ name: 'Child', version: '1' }, (name: string, { run }) => run(work, name));

/** What a run can take over, before and after the failure that ends it. */
const play = workflow({ name: 'Play', version: '1' }, (_: unknown, context) => {
  const { run, sideEffect, signal, version, uuid, marker } = context;
  return saga(function* () {
    const isNew = version('a change');
    yield* marker('note', 'a note');
    const before = yield* wait(
      forkJoin([
        run(work, `one ${uuid('id')}`),
        context.child(child, 'two'),
        sideEffect('effect', () => 7),
        sideEffect(() => 8),
        timer(3_000),
        run(work, 'never').pipe(catchError(() => of('caught'))),
      ]),
    );
    const price = yield* wait(signal<number>('price'));
    const after = yield* wait(
      forkJoin(
        ['first', 'second'].map(name =>
          run(work, name).pipe(
            map(value => () => value),
            catchError((error: unknown) =>
              of(() => {
                throw error;
              }),
            ),
          ),
        ),
      ),
    );
    const last = yield* run(work, 'last');
    return [isNew, ...before, price, ...after.map(value => value()), last];
  });
});

const file = new URL('golden.json', import.meta.url);

async function record(): Promise<void> {
  const broken = new Set(['never', 'first']);
  const worker = work.with(name => {
    if (broken.has(name)) throw new ActivityFailure('Error: not now', { name: 'Error', message: 'not now' });
    return `${name}!`;
  });
  const harness = await WorkflowHarness.open([play, child], [worker], {
    worker: { sticky: false, identity: 'decider' },
    activityWorker: { identity: 'worker' },
  });
  const run = await lastValueFrom(play.start(harness.domain, undefined, { workflowId: 'play' }));
  await lastValueFrom(run.signal('price', 12));
  await harness.failure(run);
  broken.delete('first');
  broken.add('last');
  const second = await lastValueFrom(run.redrive());
  await harness.failure(second);
  broken.delete('last');
  const third = await lastValueFrom(second.redrive());
  await harness.result(third);
  const golden = [await goldenOf(second), await goldenOf(third)];
  writeFileSync(file, `${JSON.stringify(golden, undefined, 1)}\n`);
}

async function goldenOf({ workflowId, runId = '', ...run }: DurableExecution<unknown>): Promise<Golden> {
  const history = await lastValueFrom(play.execution(run.domain, { workflowId, runId }).history());
  return { execution: { workflowId, runId }, events: history.toJSON().events };
}

async function goldens(): Promise<readonly Golden[]> {
  if (!existsSync(file)) await record();
  return JSON.parse(readFileSync(file, 'utf8'));
}

it('Recorded runs that take over another one are replayed to the end by current code', async () => {
  for (const { execution, events } of await goldens()) {
    const history = History.from({ events });
    const run = new Run(runSettings(play, { domain: 'media', execution }));
    run.replay(history, true);
    expect(run.program.pipeline.outcome).toBeDefined();
    const commands = [...history].flatMap(event => commandOf(event) ?? []);
    expect(commands.map(describeCommand)).toMatchSnapshot();
  }
});
