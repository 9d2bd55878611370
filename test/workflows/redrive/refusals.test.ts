import { AlreadyExistsError, DoesNotExistError, Domain, startTimer } from 'rx-swf';
import {
  type AnyWorkflow,
  activity,
  type DurableExecution,
  NotRedrivableError,
  planRedrive,
  RedriveMismatchError,
  type WorkflowContext,
  workflow,
} from 'rx-swf/workflows';
import {
  catchError,
  concat,
  firstValueFrom,
  forkJoin,
  lastValueFrom,
  map,
  type Observable,
  of,
  timer,
} from 'rxjs';
import { describe, expect, it } from 'vitest';
import { DomainHarness } from '../../harness/DomainHarness.js';
import { WorkflowHarness } from '../../harness/WorkflowHarness.js';

const step = activity<string, string>({ name: 'Step', version: '1' });
const next = activity<string, string>({ name: 'Step', version: '2' });
const other = activity<string, string>({ name: 'Other', version: '1' });
const steps = [
  step.with(name => {
    if (name === 'broken') throw new Error('broken');
    return name;
  }),
  next.with(name => name),
  other.with(name => name),
];

type Body = (context: WorkflowContext) => Observable<unknown>;
const bodyOf = (body: Body) =>
  workflow({ name: 'Work', version: '1' }, (_: unknown, context) => body(context));

/** Two activities, a timer, and another end. */
const ending = (body: Body) =>
  bodyOf(context =>
    concat(forkJoin([context.run(step, 'a'), context.run(step, 'b')]), timer(60_000), body(context)),
  );

/** Before the changes: it ends with an activity that fails. */
const original = ending(({ run }) => run(step, 'broken'));

async function failed(harness: WorkflowHarness, code: AnyWorkflow & typeof original = original) {
  const worker = await harness.startWorker([code]);
  const execution = await lastValueFrom(code.start(harness.domain, undefined, { workflowId: 'work-7' }));
  await harness.failure(execution);
  worker.stop();
  return execution;
}

const rejection = async (of: Observable<unknown>): Promise<Error> =>
  lastValueFrom(of).then(
    () => new Error('there was none'),
    (error: Error) => error,
  );

describe('A redriven run', () => {
  const changes: Record<string, [code: Body, difference: RegExp]> = {
    'another order': [
      ({ run }) => concat(timer(60_000), forkJoin([run(step, 'a'), run(step, 'b')]), run(step, 'broken')),
      /ScheduleActivityTask '1' \(Step@1\) \(event \d+\), but the code issues StartTimer '1' \(60 s\)/,
    ],
    'another version of a type': [
      ({ run }) => concat(forkJoin([run(next, 'a'), run(step, 'b')]), timer(60_000), run(step, 'broken')),
      /ScheduleActivityTask '1' \(Step@1\) \(event \d+\), but the code issues ScheduleActivityTask '1' \(Step@2\)/,
    ],
    'another type': [
      ({ run }) => concat(forkJoin([run(step, 'a'), run(other, 'b')]), timer(60_000), run(step, 'broken')),
      /'2' \(Step@1\) \(event \d+\), but the code issues ScheduleActivityTask '2' \(Other@1\)/,
    ],
    'another input': [
      ({ run }) => concat(forkJoin([run(step, 'a'), run(step, 'B')]), timer(60_000), run(step, 'broken')),
      /ScheduleActivityTask '2' \(Step@1\) is issued with another input than recorded \(event \d+\)/,
    ],
    'swapped inputs': [
      ({ run }) => concat(forkJoin([run(step, 'b'), run(step, 'a')]), timer(60_000), run(step, 'broken')),
      /'1' \(Step@1\) \(event \d+\), but the code issues it with the input of event \d+/,
    ],
    'another timer': [
      ({ run }) => concat(forkJoin([run(step, 'a'), run(step, 'b')]), timer(61_000), run(step, 'broken')),
      /StartTimer '3' \(60 s\) \(event \d+\), but the code issues StartTimer '3' \(61 s\)/,
    ],
    'a missing command': [
      ({ run }) => concat(run(step, 'a'), timer(60_000), run(step, 'broken')),
      /'2' \(Step@1\) \(event \d+\), but the code issues nothing more/,
    ],
    'an added command': [
      ({ run }) => concat(forkJoin([run(step, 'a'), run(step, 'b'), run(step, 'c')]), timer(60_000)),
      /the history has nothing more, but the code issues ScheduleActivityTask '3' \(Step@1\)/,
    ],
    'an earlier end': [
      ({ run }) => forkJoin([run(step, 'a'), run(step, 'b')]).pipe(map(() => 1)),
      /StartTimer '3' \(60 s\) \(event \d+\), but the code issues nothing more/,
    ],
  };
  it.each(Object.entries(changes))('refuses code with %s, by name', async (_, [code, difference]) => {
    const harness = await WorkflowHarness.open([], steps);
    const execution = await failed(harness);
    const planned = await rejection(planRedrive(bodyOf(code), harness.domain, execution));
    expect(planned).toBeInstanceOf(RedriveMismatchError);
    expect(planned.message).toMatch(difference);
    const again = await lastValueFrom(execution.redrive());
    await harness.startWorker([bodyOf(code)], { onError: 'fail' });
    const error = await firstValueFrom(harness.failures$);
    expect(error).toBeInstanceOf(RedriveMismatchError);
    expect((error as Error).message).toMatch(difference);
    expect((error as Error).message).toContain(`run ${execution.runId}`);
    await lastValueFrom(again.result({ interval: 5 }).pipe(catchError(() => of(undefined))));
    const { activities } = await lastValueFrom(again.history());
    expect([...activities]).toEqual([]);
    // The run has taken over nothing, so the earlier one is redriven instead.
    expect((await rejection(again.redrive())).message).toMatch(
      `closed before it had taken over run ${execution.runId}. Redrive that run instead`,
    );
    const third = await lastValueFrom(again.rerun());
    expect(third.rawInput ?? '').not.toContain('redrive');
  });

  it('is planned with its code, which starts nothing', async () => {
    const harness = await WorkflowHarness.open([], steps);
    const execution = await failed(harness);
    const plan = await lastValueFrom(planRedrive(original, harness.domain, { workflowId: 'work-7' }));
    expect(`${plan}`).toBe(`${await lastValueFrom(execution.redrivePlan())}`);
    expect((await lastValueFrom(execution.current())).runId).toBe(execution.runId);
  });

  it('waits for code that continues the earlier run', async () => {
    const harness = await WorkflowHarness.open([], steps);
    const execution = await failed(harness);
    const again = await lastValueFrom(execution.redrive({ from: 'Step#4' }));
    const wrong = await harness.startWorker([bodyOf(({ run }) => run(other, 'x'))]);
    await firstValueFrom(harness.failures$);
    wrong.stop();
    await harness.startWorker([ending(({ run }) => run(other, 'mended'))]);
    expect(await lastValueFrom(again.result({ interval: 5 }))).toBe('mended');
  });

  it('may do again with another input what failed', async () => {
    const harness = await WorkflowHarness.open([], steps);
    const execution = await failed(harness);
    const again = await lastValueFrom(execution.redrive());
    await harness.startWorker([ending(({ run }) => run(step, 'mended'))]);
    expect(await harness.result(again)).toBe('mended');
  });

  it('cannot be read by workers that know nothing of redrives', async () => {
    const harness = await WorkflowHarness.open([], steps);
    const execution = await failed(harness);
    const again = await lastValueFrom(execution.redrive());
    const { first } = await lastValueFrom(again.history());
    const input = first?.name === 'WorkflowExecutionStarted' ? first.attributes.input : undefined;
    // Their `for (const signal of header.signals)` throws.
    expect(input).toMatch(/^rx-swf:envelope:\{"signals":\{\},"redrive":\{"runId"/);
    await harness.startWorker([original]);
    await harness.failure(again);
    const { markers } = await lastValueFrom(again.history());
    const rules = markers.all.find(({ id }) => id === 'rx-swf.semantics');
    expect(rules?.details).toMatchObject({ isRedriven: true });
  });
});

describe('DurableExecution.redrive refuses', () => {
  const refusal = async (execution: DurableExecution<unknown>, options = {}) => {
    const planned = await rejection(execution.redrivePlan(options));
    const error = await rejection(execution.redrive(options));
    expect(planned.message).toBe(error.message);
    expect(error).toBeInstanceOf(NotRedrivableError);
    return error.message;
  };

  it('an open execution', async () => {
    const harness = await WorkflowHarness.open();
    const waiting = bodyOf(() => timer(1_000_000));
    await harness.startWorker([waiting]);
    const execution = await harness.start(waiting, undefined, { workflowId: 'work-7' });
    expect(await refusal(execution)).toMatch(/is open. Wait until it has closed, or terminate\(\) it first$/);
  });

  it('a completed execution', async () => {
    const harness = await WorkflowHarness.open();
    const short = bodyOf(() => timer(1_000));
    const execution = await harness.start(short, undefined);
    await harness.result(execution);
    expect(await refusal(execution)).toMatch(/has completed. Use rerun\(\) to do everything again$/);
  });

  it('a command that the run does not have', async () => {
    const harness = await WorkflowHarness.open([], steps);
    const execution = await failed(harness);
    expect(await refusal(execution, { from: 'Stpe#1' })).toMatch(
      /has no command "Stpe#1" of its own. It has: Step#1, Step#2, timer#3, Step#4$/,
    );
  });

  it('a run that a later one has followed, unless told otherwise', async () => {
    const harness = await WorkflowHarness.open([], steps);
    const execution = await failed(harness);
    const again = await failed(harness);
    expect(await refusal(execution)).toMatch(`was followed by run ${again.runId} (FAILED). Redrive that one`);
    const run = await lastValueFrom(execution.redrive({ despiteLaterRun: true }));
    expect(run.workflowId).toBe('work-7');
  });

  it('the second of two redrives at once', async () => {
    const harness = await WorkflowHarness.open([], steps);
    const execution = await failed(harness);
    const both = [execution.redrive(), execution.redrive()].map(run$ => lastValueFrom(run$));
    const settled = await Promise.allSettled(both);
    const refused = settled.flatMap(one => (one.status === 'rejected' ? [one.reason] : []));
    expect(refused).toEqual([expect.any(AlreadyExistsError)]);
  });

  it('the execution of another decider, which rerun() starts again', async () => {
    const harness = await DomainHarness.open();
    const run = await harness.start();
    await harness.decide([startTimer({ timerId: 'wait', startToFireTimeout: 60 })]);
    await lastValueFrom(run.terminate());
    const album = workflow({ name: 'Album', version: '1' }, () => timer(1));
    expect(await refusal(album.execution(harness.domain, run))).toMatch(
      /was decided by something other than a durable workflow \(.*TimerStarted.*\). Use rerun\(\)/,
    );
  });

  it('a run that is no longer retained, and says so', async () => {
    const harness = await WorkflowHarness.open();
    const brief = new Domain({ name: 'brief', client: harness.domain.client, retentionPeriod: 0 });
    await lastValueFrom(brief.save());
    await lastValueFrom(original.type(brief, 'decisions').save());
    const execution = await lastValueFrom(original.start(brief, undefined));
    await lastValueFrom(execution.terminate());
    const error = await rejection(execution.redrive());
    expect(error).toBeInstanceOf(DoesNotExistError);
    expect(error.message).toContain('does not retain closed executions');
  });

  it('an input that leaves no room for the reference to the earlier run', async () => {
    const harness = await WorkflowHarness.open([], steps);
    const worker = await harness.startWorker([original]);
    const execution = await lastValueFrom(original.start(harness.domain, 'x'.repeat(32_760)));
    await harness.failure(execution);
    worker.stop();
    const error = await rejection(execution.redrive());
    expect(error.message).toMatch(/has an input so long that .* Use offload\(\)/);
  });
});
