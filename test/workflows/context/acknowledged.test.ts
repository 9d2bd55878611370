import * as fc from 'fast-check';
import { replay } from 'rx-swf/testing';
import { type DurableExecution, saga, type WorkflowContext, wait, workflow } from 'rx-swf/workflows';
import {
  concatMap,
  EMPTY,
  ignoreElements,
  lastValueFrom,
  map,
  merge,
  mergeMap,
  type Observable,
  take,
  tap,
  toArray,
} from 'rxjs';
import { describe, expect, it } from 'vitest';
import { WorkflowHarness } from '../../harness/WorkflowHarness.js';

type Heard = readonly number[];
type Play = (heard: Heard, context: WorkflowContext) => Observable<Heard>;

/** Signals carry numbers; those of `flush` continue the run as new, and `end` ends the execution. */
interface Sent {
  readonly name: 'add' | 'note' | 'flush';
  /** `true` to send it while a decision is on its way to SWF, rather than when nothing is in progress. */
  readonly isMeanwhile: boolean;
}

const plays: Readonly<Record<string, Play>> = {
  /** Creates the input when the continuation is requested. */
  value: (before, context) =>
    listening(before, context, (heard, flush) => (flush ? context.continueAsNew(heard()) : EMPTY)),
  /** Creates the input when the run ends. */
  function: (before, context) =>
    listening(before, context, (heard, flush) => (flush ? context.continueAsNew(heard) : EMPTY)),
  /** Handles signals sequentially; those that arrive meanwhile are queued. */
  saga: (before, { signals, continueAsNew }) =>
    saga(function* () {
      let heard = before;
      for (;;) {
        const { name, input } = yield* wait(signals);
        if (name === 'end') return heard;
        heard = [...heard, input as number];
        if (name === 'flush') yield* continueAsNew(heard);
      }
    }),
};

/** Subscribes to all names at once. */
function listening(
  before: Heard,
  { signals }: WorkflowContext,
  onwards: (heard: () => Heard, flush: boolean) => Observable<never>,
): Observable<Heard> {
  let heard = before;
  return signals.pipe(
    tap(({ name, input }) => {
      if (name !== 'end') heard = [...heard, input as number];
    }),
    mergeMap(({ name }) => (name === 'end' ? [heard] : onwards(() => heard, name === 'flush'))),
    take(1),
  );
}

/** Sends signals sequentially, and returns those that the execution has received when it ends. */
async function heardBy(
  harness: WorkflowHarness,
  execution: DurableExecution<Heard>,
  sent: readonly Sent[],
): Promise<Heard> {
  const { workflowId, domain } = execution;
  const any = anyRun.execution(domain, { workflowId, runId: undefined });
  const meanwhile: (() => Promise<void>)[] = [];
  harness.before('RespondDecisionTaskCompleted', async () => {
    for (const send of meanwhile.splice(0)) await send();
  });
  for (const [n, { name, isMeanwhile }] of sent.entries()) {
    const send = () => lastValueFrom(any.signal(name, n));
    if (isMeanwhile) meanwhile.push(send);
    else {
      // In the order of the numbers: signals that were due earlier without an occasion are sent first.
      for (const late of meanwhile.splice(0)) await late();
      await send();
    }
  }
  for (const late of meanwhile.splice(0)) await late();
  await lastValueFrom(any.signal('end'));
  return harness.result(execution);
}

const anyRun = workflow({ name: 'Any', version: '1' }, () => EMPTY);

const anySent: fc.Arbitrary<readonly Sent[]> = fc.array(
  fc.record({
    name: fc.constantFrom('add' as const, 'note' as const, 'flush' as const),
    isMeanwhile: fc.boolean(),
  }),
  { maxLength: 12 },
);

describe('every signal that SWF has acknowledged is delivered once and in order, over all runs', () => {
  for (const [form, play] of Object.entries(plays)) {
    it.each([
      ['with runs that stay in memory', {}],
      ['with replays', { sticky: false as const }],
    ])(`with a ${form}, ${'%s'}`, async (_, worker) => {
      await fc.assert(
        fc.asyncProperty(anySent, async sent => {
          const one = workflow({ name: 'Ledger', version: '1' }, (before: Heard, context) =>
            play(before, context),
          );
          const closing: (() => unknown)[] = [];
          const harness = await WorkflowHarness.open([one], [], {
            worker,
            teardown: close => closing.unshift(close),
          });
          const execution = await harness.start(one, []);
          expect(await heardBy(harness, execution, sent)).toEqual(sent.map((_, n) => n));
          for (const run of await lastValueFrom(execution.runs({ interval: 1 }).pipe(toArray()))) {
            const { workflowId, runId } = run;
            replay(one, await lastValueFrom(run.history()), { workflowId, runId });
          }
          for (const close of closing) await close();
        }),
        { numRuns: 15 },
      );
    });
  }
});

describe('a signal or cancel request at the service', () => {
  it('also reaches the next run of a child, which has all options that the child was started with', async () => {
    const child = workflow(
      { name: 'Child', version: '1' },
      (heard: Heard, { signal, continueAsNew, info }) =>
        heard.length === 0
          ? signal('flush').pipe(mergeMap(() => continueAsNew([0])))
          : signal<number>('add').pipe(
              take(1),
              map(n => ({
                n,
                tagList: info.tagList,
                parent: info.parent?.workflowId,
                taskList: info.taskList,
              })),
            ),
    );
    const parent = workflow({ name: 'Parent', version: '1' }, (_: undefined, context) =>
      context.child(child, [], { workflowId: 'child', tagList: ['a'], taskList: 'decisions' }),
    );
    const harness = await WorkflowHarness.open([parent, child]);
    const execution = await harness.start(parent, undefined, { workflowId: 'parent' });
    const any = child.execution(harness.domain, { workflowId: 'child', runId: undefined });
    await harness.history(
      execution,
      ({ childExecutions, decisions }) => childExecutions.started.length > 0 && decisions.open.length === 0,
    );
    let isFirst = true;
    harness.before('RespondDecisionTaskCompleted', async () => {
      const send = isFirst;
      isFirst = false;
      if (send) await lastValueFrom(any.signal('add', 7));
    });
    await lastValueFrom(any.signal('flush'));
    expect(await harness.result(execution)).toEqual({
      n: 7,
      tagList: ['a'],
      parent: 'parent',
      taskList: 'decisions',
    });
  });

  it('ends an execution as canceled if the request arrives while a continuation is on its way to SWF', async () => {
    const one = workflow({ name: 'Loop', version: '1' }, (_: undefined, { signal, continueAsNew }) =>
      merge(signal('note').pipe(ignoreElements()), signal('flush').pipe(concatMap(() => continueAsNew()))),
    );
    const harness = await WorkflowHarness.open([one]);
    const execution = await harness.start(one, undefined);
    await harness.history(execution, ({ decisions }) => decisions.completed.length > 0);
    let isFirst = true;
    harness.before('RespondDecisionTaskCompleted', async () => {
      if (!isFirst) return;
      isFirst = false;
      await lastValueFrom(execution.requestCancel());
    });
    await harness.signal(execution, 'flush');
    expect(await harness.failure(execution)).toMatchObject({ name: 'ExecutionCanceledError' });
  });
});
