import { DoesNotExistError, settings } from 'rx-swf';
import type { Timeline } from 'rx-swf/timeline';
import { workflow } from 'rx-swf/workflows';
import { concatMap, lastValueFrom, of, range, timer, toArray } from 'rxjs';
import { afterEach, describe, expect, it } from 'vitest';
import type { TimelineCommandOptions } from '../../../src/cli/timeline/command.js';
import { drawTimeline } from '../../../src/cli/timeline/drawTimeline.js';
import { Calls } from '../../harness/Calls.js';
import { CapturedTerminal } from '../../harness/CapturedTerminal.js';
import { intercept } from '../../harness/intercept.js';
import { WorkflowHarness } from '../../harness/WorkflowHarness.js';

const leaf = workflow({ name: 'Leaf', version: '1' }, (seconds: number, { scheduler }) =>
  timer(seconds * 1_000, scheduler),
);

/** Continues as new until it has counted down. */
const countdown = workflow({ name: 'Countdown', version: '1' }, (count: number, { continueAsNew, child }) =>
  child(leaf, 1, { workflowId: `leaf-${count}` }).pipe(
    concatMap(() => (count > 1 ? continueAsNew(count - 1) : of(0))),
  ),
);

const tree = workflow({ name: 'Tree', version: '1' }, (children: number, { child }) =>
  range(0, children).pipe(
    concatMap(n =>
      n === 0
        ? child(countdown, 3, { workflowId: 'countdown' })
        : child(leaf, n, { workflowId: `leaf ${n}` }),
    ),
    toArray(),
  ),
);

describe('drawTimeline', () => {
  afterEach(() => settings.clear());

  /** A service with an execution `tree` that has ended. */
  async function treeOf(children: number) {
    const harness = await WorkflowHarness.open([tree, countdown, leaf]);
    const { client } = harness.domain;
    settings.set({ client, domain: 'media' });
    const execution = await harness.start(tree, children, { workflowId: 'tree' });
    await harness.result(execution);
    return { client, calls: new Calls(client), runId: `${execution.runId}` };
  }

  async function drawn(
    options: Partial<TimelineCommandOptions>,
    id = 'tree',
    now = 0,
  ): Promise<CapturedTerminal> {
    const terminal = new CapturedTerminal({ width: 100, now });
    await lastValueFrom(drawTimeline(terminal.context({}), { as: 'text', ...options }, id));
    return terminal;
  }

  const timelineOf = async (options: Partial<TimelineCommandOptions>): Promise<Timeline> =>
    JSON.parse((await drawn({ ...options, as: 'json' })).out);

  const runsIn = ({ lanes }: Timeline): readonly Timeline[] =>
    lanes.flatMap(({ spans }) => spans.flatMap(({ runs = [] }) => runs));

  it('draws the latest run of a workflow id', async () => {
    await treeOf(2);
    const { out } = await drawn({});
    expect(out).toMatch(/^Tree@1 tree, completed after [\w.]+\n/);
    expect(out).toContain('\ndecisions ');
    expect(out).toContain('\nCountdown countdown ');
    expect(out).toContain('\nLeaf leaf 1 ');
  });

  it('reads nothing but the history if it knows the run', async () => {
    const { calls, runId } = await treeOf(2);
    await drawn({ runId });
    expect(calls.operations).toEqual(['GetWorkflowExecutionHistory']);
  });

  it('includes children, with all their runs, and their children', async () => {
    const { calls, runId } = await treeOf(2);
    const timeline = await timelineOf({ runId, children: true });
    const runs = runsIn(timeline);
    expect(runs.map(({ workflowId, continuedAs }) => [workflowId, continuedAs !== undefined])).toEqual([
      ['countdown', true],
      ['countdown', true],
      ['countdown', false],
      ['leaf 1', false],
    ]);
    expect(runs.flatMap(runsIn).map(({ workflowId }) => workflowId)).toEqual(['leaf-3', 'leaf-2', 'leaf-1']);
    expect(calls.take('GetWorkflowExecutionHistory')).toBe(1 + 4 + 3);
    expect((await drawn({ children: true })).out).toContain('\n  Leaf leaf-3 ');
  });

  it('leaves out children whose histories are gone', async () => {
    const { runId, client } = await treeOf(2);
    const gone = Object.assign(new Error('Unknown execution'), { name: 'UnknownResourceFault' });
    intercept(client, 'GetWorkflowExecutionHistory', ({ input, send }) =>
      Reflect.get(input, 'execution').workflowId === 'countdown' ? Promise.reject(gone) : send(),
    );
    expect(runsIn(await timelineOf({ runId, children: true })).map(({ workflowId }) => workflowId)).toEqual([
      'leaf 1',
    ]);
  });

  it('errors for an execution that does not exist', async () => {
    await treeOf(1);
    await expect(drawn({}, 'nobody')).rejects.toBeInstanceOf(DoesNotExistError);
    await expect(drawn({ runId: 'never' })).rejects.toBeInstanceOf(DoesNotExistError);
  });
});
