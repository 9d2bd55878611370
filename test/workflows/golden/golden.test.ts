import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { ActivityFailure, type ExecutionId, History } from 'rx-swf';
import type { WorkflowDefinition } from 'rx-swf/workflows';
import { filter, firstValueFrom, lastValueFrom, switchMap, timer } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { describeCommand } from '../../../src/workflows/commands/Command.js';
import { Run } from '../../../src/workflows/replay/Run.js';
import { commandOf } from '../../../src/workflows/turns/commandOf.js';
import { runSettings } from '../../harness/RunHarness.js';
import { WorkflowHarness } from '../../harness/WorkflowHarness.js';
import { double, fail, helpers, plays } from './plays.js';

/** A recorded execution. */
interface Golden {
  readonly execution: ExecutionId;
  readonly history: ReturnType<History['toJSON']>;
}

const fileOf = ({ name }: { readonly name: string }) =>
  new URL(`${name.toLowerCase()}.json`, import.meta.url);

/** Records an execution of a play that has no history yet. */
async function record(play: WorkflowDefinition<unknown, unknown>): Promise<void> {
  const harness = await WorkflowHarness.open(
    [play, ...helpers],
    [
      double.with(n => 2 * n),
      fail.with(() => {
        // Without a stack: a recording should not have paths of one machine.
        throw new ActivityFailure('Error: as it should', { name: 'Error', message: 'as it should' });
      }),
    ],
    {
      worker: {
        sticky: false,
        identity: 'decider',
        ...(play.name === 'Crowd' ? { maxOpen: { activities: 40 } } : {}),
      },
      activityWorker: { identity: 'worker' },
    },
  );
  const workflowId = play.name.toLowerCase();
  const execution = await lastValueFrom(play.start(harness.domain, undefined, { workflowId }));
  if (play.name === 'Listening') {
    for (const input of [1, 2, 3]) await lastValueFrom(execution.signal('work', { input }));
    await lastValueFrom(execution.requestCancel());
  }
  const history = await firstValueFrom(
    timer(0, 50).pipe(
      switchMap(() => execution.history()),
      filter(({ execution: { isOpen } }) => !isOpen),
    ),
  );
  const events = history
    .toJSON()
    .events.map(event => JSON.stringify(event))
    .join(',\n');
  const golden = `{"execution":${JSON.stringify({ workflowId, runId: execution.runId })},"history":{"events":[\n${events}\n]}}\n`;
  writeFileSync(fileOf(play), golden);
}

async function goldenOf(play: WorkflowDefinition<unknown, unknown>): Promise<Golden> {
  if (!existsSync(fileOf(play))) await record(play);
  return JSON.parse(readFileSync(fileOf(play), 'utf8')) as Golden;
}

describe.each(plays.map(play => [play.name, play] as const))('the golden history of %s', (_, play) => {
  it('is replayed to the end by current code', async () => {
    const { execution, history } = await goldenOf(play);
    const run = new Run(runSettings(play, { domain: 'media', execution }));
    run.replay(History.from(history), true);
    expect(run.program.pipeline.outcome).toBeDefined();
  });

  it('is replayed turn by turn as it is all at once', async () => {
    const { execution, history } = await goldenOf(play);
    const run = new Run(runSettings(play, { domain: 'media', execution }));
    for (const event of History.from(history)) run.replay([event]);
    run.replay([], true);
    expect(run.program.pipeline.outcome).toBeDefined();
  });

  it('has its commands in this order', async () => {
    const { history } = await goldenOf(play);
    const commands = [...History.from(history)].map(commandOf).filter(command => command !== undefined);
    expect(commands.map(describeCommand)).toMatchSnapshot();
  });
});
