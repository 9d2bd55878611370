import { ActivityFailure, ActivityTypeQuerySet, InvalidArgumentError } from 'rx-swf';
import {
  ActivityCanceledError,
  ActivityFailedError,
  ActivityNotScheduledError,
  type ActivityRunOptions,
  ActivityTimedOutError,
  activity,
  type WorkflowContext,
  workflow,
} from 'rx-swf/workflows';
import {
  catchError,
  concat,
  forkJoin,
  ignoreElements,
  lastValueFrom,
  merge,
  mergeMap,
  NEVER,
  type Observable,
  of,
  toArray,
} from 'rxjs';
import { afterAll, describe, expect, it } from 'vitest';
import { WorkflowHarness } from '../../harness/WorkflowHarness.js';

const double = activity<number, number>({ name: 'Double', version: '1' });
const greet = activity<void, string>({ name: 'Greet', version: '1' });
const fail = activity<unknown, never>({ name: 'Fail', version: '1' });
const beat = activity<string, void>({ name: 'Beat', version: '1' });
const giveUp = activity<void, void>({ name: 'GiveUp', version: '1' });
const old = activity<void, void>({ name: 'Old', version: '1' });
const bare = activity<void, void>({ name: 'Bare', version: '1' });

const harness = await WorkflowHarness.open(
  [],
  [
    double.with(n => n * 2),
    greet.with(input => `hello ${input}`),
    fail.with(details => {
      throw new ActivityFailure('NotToday', details);
    }),
    // Sends a single heartbeat.
    beat.with((details, { task }) => concat(task.heartbeat(details).pipe(ignoreElements()), NEVER)),
    giveUp.with((_, { task }) => task.cancel('tired')),
    old.with(() => {}),
  ],
  { teardown: afterAll, activityWorker: { heartbeatInterval: Number.POSITIVE_INFINITY } },
);

const errorOf = (wait: (context: WorkflowContext) => Observable<unknown>) => harness.errorOf(wait);

describe('run', () => {
  it('emits the result of the activity', async () => {
    const one = workflow({ name: 'Result', version: '1' }, (n: number, { run }) => run(double, n));
    expect(await harness.run(one, 21)).toBe(42);
  });

  it('runs an activity that takes no input', async () => {
    const one = workflow({ name: 'No input', version: '1' }, (_, { run }) => run(greet));
    expect(await harness.run(one, undefined)).toBe('hello undefined');
  });

  it('issues a command with each subscription, and numbers them', async () => {
    const twice = workflow({ name: 'Twice', version: '1' }, (_, { run }) => {
      const four$ = run(double, 2);
      return merge(four$, four$).pipe(toArray());
    });
    const execution = await harness.start(twice, undefined);
    expect(await harness.result(execution)).toEqual([4, 4]);
    const { activities } = await harness.history(execution);
    expect([...activities].map(({ id }) => id)).toEqual(['1', '2']);
  });

  it('errors with the reason and the details of a failure', async () => {
    const error = await errorOf(({ run }) => run(fail, { seat: 7 }));
    expect(error).toBeInstanceOf(ActivityFailedError);
    expect(error).toMatchObject({
      reason: 'NotToday',
      details: { seat: 7 },
      message: "Activity '1' (Fail@1) failed: NotToday",
    });
  });

  it('errors with the kind of a timeout, and the details of the last heartbeat', async () => {
    const timeouts: readonly (readonly [ActivityRunOptions<string>, string, string | undefined])[] = [
      [{ taskList: 'nobody', scheduleToStartTimeout: 1 }, 'SCHEDULE_TO_START', undefined],
      [{ taskList: 'nobody', scheduleToCloseTimeout: 1 }, 'SCHEDULE_TO_CLOSE', undefined],
      [{ scheduleToCloseTimeout: 1 }, 'SCHEDULE_TO_CLOSE', 'half'],
      [{ startToCloseTimeout: 1 }, 'START_TO_CLOSE', 'half'],
      [{ heartbeatTimeout: 1 }, 'HEARTBEAT', 'half'],
    ];
    const all = workflow({ name: 'Timeouts', version: '1' }, (_, { run }) =>
      forkJoin(
        timeouts.map(([options]) =>
          run(beat, 'half', options).pipe(
            catchError((error: unknown) => {
              if (!(error instanceof ActivityTimedOutError)) throw error;
              return of([error.timeoutType, error.details, error.reason]);
            }),
          ),
        ),
      ),
    );
    expect(await harness.run(all, undefined)).toEqual(
      timeouts.map(([, kind, details]) => [kind, details ?? null, `timed out: ${kind}`]),
    );
  });

  it('errors if its worker cancels it without a request', async () => {
    const error = await errorOf(({ run }) => run(giveUp));
    expect(error).toBeInstanceOf(ActivityCanceledError);
    expect(error).toMatchObject({ details: 'tired', message: "Activity '1' (GiveUp@1) was canceled" });
  });

  it('takes options in place of those of the definition', async () => {
    const one = workflow({ name: 'Options', version: '1' }, (_, { run }) =>
      run(double, 1, {
        activityId: 'mine',
        taskPriority: 7,
        heartbeatTimeout: 11,
        scheduleToStartTimeout: 12,
        scheduleToCloseTimeout: 13,
        startToCloseTimeout: 14,
      }),
    );
    const execution = await harness.start(one, undefined);
    await harness.result(execution);
    const history = await harness.history(execution);
    expect(history.filter({ name: 'ActivityTaskScheduled' })[0]?.attributes).toMatchObject({
      activityId: 'mine',
      taskPriority: 7,
      heartbeatTimeout: 11,
      scheduleToStartTimeout: 12,
      scheduleToCloseTimeout: 13,
      startToCloseTimeout: 14,
      taskList: 'activities',
    });
  });

  it('sends the options of the definition, whatever the type was registered with', async () => {
    const patient = activity<number, number>({ name: 'Double', version: '1', startToCloseTimeout: 77 });
    const one = workflow({ name: 'Definition', version: '1' }, (_, { run }) => run(patient, 1));
    const execution = await harness.start(one, undefined);
    await harness.result(execution);
    const history = await harness.history(execution);
    expect(history.filter({ name: 'ActivityTaskScheduled' })[0]?.attributes).toMatchObject({
      startToCloseTimeout: 77,
    });
  });

  it.each([
    [{ startToCloseTimeout: -1 }, 'startToCloseTimeout must be'],
    [{ taskPriority: 0.5 }, 'taskPriority must be'],
    [{ taskList: '' }, 'taskList must be'],
    [{ activityId: 'a:b' }, 'activityId must be'],
    [{ retry: { initial: -1 } }, 'retry.initial must be'],
  ])('rejects options that SWF would reject: %o', async (options, message) => {
    const error = await errorOf(({ run }) => run(double, 1, options));
    expect(error).toBeInstanceOf(InvalidArgumentError);
    expect(error).toMatchObject({ message: expect.stringContaining(message) });
  });

  it('rejects an input that cannot be converted to a payload', async () => {
    const error = await errorOf(({ run }) => run(fail, () => {}));
    expect(error).toMatchObject({ name: 'InvalidArgumentError', resource: 'input' });
    expect(await errorOf(({ run }) => run(fail, 'x'.repeat(32_768)))).toMatchObject({
      message: expect.stringMatching(
        /^input must be a payload of at most 32768 characters, got 32770\. .*offload\(store\)$/,
      ),
    });
  });
});

describe('an activity that SWF refuses to schedule', () => {
  it('may have a type that is not registered', async () => {
    const unknown = activity<void, void>({ name: 'Unknown', version: '1' });
    const error = await errorOf(({ run }) => run(unknown));
    expect(error).toBeInstanceOf(ActivityNotScheduledError);
    expect(error).toMatchObject({
      reason: 'ACTIVITY_TYPE_DOES_NOT_EXIST',
      message:
        "Activity '1' (Unknown@1) was refused: ACTIVITY_TYPE_DOES_NOT_EXIST. " +
        'Register the type: run its worker with { register: true }, or call save() on it',
    });
  });

  it('may have a deprecated type', async () => {
    await lastValueFrom(old.type(harness.domain, 'activities').deprecate());
    expect(await errorOf(({ run }) => run(old))).toMatchObject({
      reason: 'ACTIVITY_TYPE_DEPRECATED',
      message: expect.stringContaining('Use a version that is not deprecated, or undeprecate() this one'),
    });
  });

  it('may have the id of an open activity', async () => {
    expect(
      await errorOf(({ run }) =>
        merge(
          run(beat, 'a', { activityId: 'same', taskList: 'nobody' }),
          run(double, 1, { activityId: 'same' }),
        ),
      ),
    ).toMatchObject({
      reason: 'ACTIVITY_ID_ALREADY_IN_USE',
      message: expect.stringContaining('Give each open activity a unique id'),
    });
  });

  it.each([
    ['taskList', 'TASK_LIST'],
    ['scheduleToStartTimeout', 'SCHEDULE_TO_START_TIMEOUT'],
    ['startToCloseTimeout', 'START_TO_CLOSE_TIMEOUT'],
    ['scheduleToCloseTimeout', 'SCHEDULE_TO_CLOSE_TIMEOUT'],
    ['heartbeatTimeout', 'HEARTBEAT_TIMEOUT'],
  ] as const)('may have no %s', async (missing, cause) => {
    await lastValueFrom(new ActivityTypeQuerySet(harness.domain).getOrCreate({ name: 'Bare', version: '1' }));
    const whole: ActivityRunOptions<void> = {
      taskList: 'activities',
      scheduleToStartTimeout: 60,
      startToCloseTimeout: 60,
      scheduleToCloseTimeout: 60,
      heartbeatTimeout: 60,
    };
    const { [missing]: _, ...options } = whole;
    expect(await errorOf(({ run }) => run(bare, undefined, options))).toMatchObject({
      reason: `DEFAULT_${cause}_UNDEFINED`,
      message: expect.stringContaining(`Set its ${missing}, or register its type with a default`),
    });
  });

  it('causes only an error: the workflow may do something else', async () => {
    const unknown = activity<number, number>({ name: 'Unknown', version: '1' });
    const one = workflow({ name: 'Else', version: '1' }, (n: number, { run }) =>
      run(unknown, n).pipe(
        catchError(() => run(double, n)),
        mergeMap(m => run(double, m)),
      ),
    );
    expect(await harness.run(one, 1)).toBe(4);
  });
});

it('an activity cannot have an id of digits only, which numbered activities have', async () => {
  expect(await errorOf(({ run }) => run(double, 1, { activityId: '2' }))).toMatchObject({
    name: InvalidArgumentError.name,
    message: expect.stringContaining('activityId must be an id with more than digits'),
  });
});
