import { activity, NotContinuedError, type WorkflowOptions, workflow } from 'rx-swf/workflows';
import {
  catchError,
  concatMap,
  ignoreElements,
  interval,
  lastValueFrom,
  map,
  merge,
  of,
  scan,
  take,
  takeWhile,
  timer,
} from 'rxjs';
import { afterAll, describe, expect, it } from 'vitest';
import { WorkflowHarness } from '../../harness/WorkflowHarness.js';

const double = activity<number, number>({ name: 'Double', version: '1' });
const harness = await WorkflowHarness.open([], [double.with(n => n * 2)], { teardown: afterAll });

describe('continueAsNew', () => {
  it('continues with a new run, which has all options that this one was started with', async () => {
    const one = workflow({ name: 'Inherits', version: '1' }, (n: number, { continueAsNew, info }) =>
      n === 0 ? of(info.continuedExecutionRunId) : continueAsNew(n - 1),
    );
    const execution = await harness.start(one, 1, {
      tagList: ['a'],
      taskPriority: 4,
      childPolicy: 'ABANDON',
      executionStartToCloseTimeout: 7_000,
      taskStartToCloseTimeout: 70,
      lambdaRole: 'arn:aws:iam::123456789012:role/lambda',
    });
    expect(await harness.result(execution)).toBe(execution.runId);
    const [continued] = (await harness.history(execution)).filter({
      name: 'WorkflowExecutionContinuedAsNew',
    });
    expect(continued?.attributes).toMatchObject({
      input: '0',
      taskList: 'Inherits',
      tagList: ['a'],
      taskPriority: 4,
      childPolicy: 'ABANDON',
      executionStartToCloseTimeout: 7_000,
      taskStartToCloseTimeout: 70,
      lambdaRole: 'arn:aws:iam::123456789012:role/lambda',
    });
  });

  it('takes options in place of those, including another version', async () => {
    const second = workflow({ name: 'Versions', version: '2' }, (n: number, { info }) =>
      of([n, info.workflowType.version, info.tagList]),
    );
    const first = workflow({ name: 'Versions', version: '1' }, (n: number, { continueAsNew }) =>
      continueAsNew(n + 1, { workflowTypeVersion: '2', tagList: ['b'] }),
    );
    await harness.startWorker([first, second], {}, { taskLists: ['versions'] });
    expect(await harness.run(first, 1)).toEqual([2, '2', ['b']]);
  });

  it('abandons what is in progress', async () => {
    const one = workflow({ name: 'Leaves', version: '1' }, (n: number, { continueAsNew, run, signal }) =>
      n === 0
        ? of('done')
        : merge(
            run(double, 1, { taskList: 'nobody' }).pipe(ignoreElements()),
            timer(86_400_000).pipe(ignoreElements()),
            signal('go').pipe(concatMap(() => continueAsNew(0))),
          ),
    );
    const execution = await harness.start(one, 1);
    await harness.signal(execution, 'go');
    expect(await harness.result(execution)).toBe('done');
  });

  it('errors if SWF refuses it, and the run continues', async () => {
    const one = workflow({ name: 'Deprecated', version: '1' }, (_, { continueAsNew, signal }) =>
      signal('go').pipe(
        take(1),
        concatMap(() => continueAsNew()),
        catchError((error: unknown) => of(error instanceof NotContinuedError && error.message)),
        concatMap(message => timer(1_000).pipe(map(() => message))),
      ),
    );
    const execution = await harness.start(one, undefined);
    await lastValueFrom(one.type(harness.domain, 'Deprecated').deprecate());
    await harness.signal(execution, 'go');
    expect(await harness.result(execution)).toBe(
      'Continuing the execution as new was refused: WORKFLOW_TYPE_DEPRECATED. ' +
        'Use a version that is not deprecated, or undeprecate() this one',
    );
  });

  it('errors for options that SWF would reject as invalid', async () => {
    const one = workflow({ name: 'Form', version: '1' }, (_, { continueAsNew }) =>
      continueAsNew('x'.repeat(32_768)).pipe(catchError((error: Error) => of(error.name))),
    );
    expect(await harness.run(one, undefined)).toBe('InvalidArgumentError');
  });

  it('handles a signal that arrives meanwhile, and ends as decided', async () => {
    const own = await WorkflowHarness.open();
    const one = workflow({ name: 'Meanwhile', version: '1' }, (n: number, { continueAsNew, signal }) =>
      n === 0
        ? of('done')
        : signal('go').pipe(
            take(1),
            concatMap(() => continueAsNew(0)),
          ),
    );
    const execution = await own.start(one, 1);
    await own.history(execution, ({ decisions }) => decisions.completed.length > 0);
    let isFirst = true;
    own.before('RespondDecisionTaskCompleted', () => {
      if (!isFirst) return undefined;
      isFirst = false;
      return own.signal(execution, 'late');
    });
    await own.signal(execution, 'go');
    expect(await own.result(execution)).toBe('done');
    const [refused] = (await own.history(execution)).filter({ name: 'ContinueAsNewWorkflowExecutionFailed' });
    expect(refused?.attributes.cause).toBe('UNHANDLED_DECISION');
  });
});

describe('maxEvents', () => {
  const counter = (name: string, options: Partial<WorkflowOptions<number, number>>) =>
    workflow({ name, version: '1', maxEvents: 30, ...options }, (from: number, { info }) =>
      interval(1_000).pipe(
        scan(n => n + 1, from),
        takeWhile(n => n < 20),
        map(n => (info.historyLength < 60 ? n : -1)),
      ),
    );

  it('continues an execution with the result of continueWith before its history is too long', async () => {
    const one = counter('Counter', { continueWith: (latest, input) => latest ?? input });
    const execution = await harness.start(one, 0);
    expect(await harness.result(execution)).toBe(19);
    const history = await harness.history(execution);
    expect(history.last?.name).toBe('WorkflowExecutionContinuedAsNew');
    expect(history.length).toBeLessThan(40);
  });

  it('waits until only timers are in progress and no signal is queued', async () => {
    const one = workflow(
      {
        name: 'Busy',
        version: '1',
        maxEvents: 15,
        continueWith: (latest: number[] | undefined) => latest ?? [],
      },
      (before: number[], { signal, run }) =>
        signal<number>('n').pipe(
          concatMap(n => run(double, n)),
          scan((all, n) => [...all, n], before),
          takeWhile(({ length }) => length < 20, true),
        ),
    );
    const execution = await harness.start(one, []);
    const { workflowId, domain } = execution;
    for (let n = 1; n <= 20; n += 1)
      await harness.signal(one.execution(domain, { workflowId, runId: undefined }), 'n', n);
    const doubled = await harness.result(execution);
    expect(doubled).toEqual(Array.from({ length: 20 }, (_, n) => 2 * n + 2));
  });
});
