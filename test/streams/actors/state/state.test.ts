import {
  ActivityFailure,
  ActivityWorker,
  type ActorState,
  Decider,
  decide,
  healthOf,
  InvalidCredentialsError,
  perform,
  ThrottledError,
} from 'rx-swf';
import { activity, activityWorker, workflow, workflowWorker } from 'rx-swf/workflows';
import { firstValueFrom, lastValueFrom, map, mergeMap, of, Subject, take, timer } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { DomainHarness, resize } from '../../../harness/DomainHarness.js';
import { FakeActor } from '../../../harness/FakeActor.js';
import { FakeTask } from '../../../harness/FakeTask.js';
import { marbles } from '../../../harness/marbles.js';

/** The state in short: `running 2 held 1 polling 0.20/s`. */
const short = map(({ isRunning, isDraining, hasFailed, held, polling, rate }: ActorState) => {
  const marks = [isRunning && 'running', isDraining && 'draining', hasFailed && 'failed'].filter(Boolean);
  return `${marks.join(' ')} ${held} held ${polling} polling ${rate.toFixed(2)}/s`.trim();
});

/** An actor with this many tasks. */
const actorOf = (tasks: number, options = {}) =>
  new FakeActor((n, observer) => (n < tasks ? new FakeTask(`${n}`, [], observer) : undefined), {
    concurrency: 2,
    ...options,
  });

const answering = mergeMap((task: { complete(): ReturnType<FakeTask['complete']> }) =>
  timer(400).pipe(mergeMap(() => task.complete())),
);

describe('state$', () => {
  it(
    'emits the present to each subscriber, and changes at most once a second',
    marbles(m => {
      const actor = actorOf(3);
      const states: string[] = [];
      const late: string[] = [];
      const watching = actor.state$.pipe(short).subscribe(state => states.push(state));
      timer(1_500)
        .pipe(
          mergeMap(() => actor.state$),
          short,
          take(1),
        )
        .subscribe(state => late.push(state));
      const worker = actor.pipe(answering).subscribe();
      timer(200).subscribe(() => expect(actor.state).toMatchObject({ held: 2, polling: 0 }));
      timer(3_500).subscribe(() => worker.unsubscribe());
      timer(90_000).subscribe(() => watching.unsubscribe());
      m.flush();
      expect(states.slice(0, 2)).toEqual(['0 held 0 polling 0.00/s', 'running 0 held 0 polling 0.00/s']);
      expect(states.slice(2, 5)).toEqual([
        expect.stringMatching(/^running 0 held \d polling 0.60\/s$/),
        '0 held 0 polling 0.60/s',
        // The average of the last minute sinks.
        '0 held 0 polling 0.33/s',
      ]);
      expect(states.at(-1)).toBe('0 held 0 polling 0.00/s');
      expect(late).toEqual([expect.stringMatching(/^running 0 held \d polling 0.60\/s$/)]);
    }),
  );

  it(
    'shows that the actor drains, and that it has stopped',
    marbles(m => {
      const stop$ = new Subject<void>();
      const actor = actorOf(1, { drainOn: stop$ });
      actor.pipe(answering).subscribe();
      timer(100).subscribe(() => {
        stop$.next();
        expect(actor.state).toMatchObject({ isRunning: true, isDraining: true, held: 1 });
        expect(healthOf(actor)).toMatchObject({ status: 'draining', isHealthy: true });
      });
      timer(1_000).subscribe(() => {
        expect(actor.state).toMatchObject({ isRunning: false, isDraining: false, held: 0, polling: 0 });
        expect(healthOf(actor)).toMatchObject({ status: 'stopped', isHealthy: false });
      });
      m.flush();
    }),
  );

  it(
    'counts a task as no longer held once its subscriber has left',
    marbles(m => {
      const actor = actorOf(1);
      const worker = actor.subscribe();
      timer(100).subscribe(() => {
        expect(actor.state).toMatchObject({ held: 1, polling: 1 });
        worker.unsubscribe();
        expect(actor.state).toMatchObject({ isRunning: false, held: 0, polling: 0 });
      });
      m.flush();
    }),
  );
});

describe('healthOf', () => {
  it('is a JSON value that follows a worker of the embedded service', async () => {
    const harness = await DomainHarness.open();
    await harness.scheduled(resize);
    const worker = new ActivityWorker(harness.domain, 'thumbnails');
    expect(healthOf(worker)).toMatchObject({ status: 'stopped', isHealthy: false, lastResponse: null });
    await lastValueFrom(
      worker.pipe(
        perform(() => {
          expect(healthOf(worker)).toMatchObject({ status: 'running', isHealthy: true, held: 1, polling: 0 });
          throw new ActivityFailure('NotAnImage');
        }),
        take(1),
      ),
    );
    const health = healthOf(worker);
    expect(JSON.parse(JSON.stringify(health))).toEqual(health);
    expect(health).toEqual({
      isHealthy: false,
      status: 'stopped',
      name: 'thumbnails',
      taskLists: ['thumbnails'],
      held: 0,
      polling: 0,
      rate: 0.2,
      lastResponse: expect.stringMatching(/^\d{4}-.*Z$/),
      failingSince: null,
      lastError: null,
    });
  });

  it(
    'tolerates calls that fail for two minutes, and tells their error',
    marbles(m => {
      const throttled = new ThrottledError('Rate exceeded');
      const actor = new FakeActor(() => {
        const now = m.scheduler.now();
        return now > 10 && now < 150_000 ? throttled : undefined;
      });
      const worker = actor.subscribe();
      const healthAt: Record<number, ReturnType<typeof healthOf>> = {};
      for (const at of [5, 60_000, 130_000, 200_000])
        timer(at).subscribe(() => {
          healthAt[at] = healthOf(actor);
        });
      timer(130_000).subscribe(() => expect(healthOf(actor, { tolerance: 600_000 }).isHealthy).toBe(true));
      timer(300_000).subscribe(() => worker.unsubscribe());
      m.flush();
      expect(healthAt[5]).toMatchObject({ status: 'starting', isHealthy: true });
      expect(healthAt[60_000]).toMatchObject({
        status: 'retrying',
        isHealthy: true,
        failingSince: expect.any(String),
        lastError: { name: 'ThrottledError', message: 'Rate exceeded', at: expect.any(String) },
      });
      expect(healthAt[130_000]).toMatchObject({ status: 'retrying', isHealthy: false });
      expect(healthAt[200_000]).toMatchObject({ status: 'running', isHealthy: true, failingSince: null });
    }),
  );

  it(
    'says that an error has ended the actor, until it is subscribed to again',
    marbles(m => {
      let isDenied = true;
      const denied = new InvalidCredentialsError('The security token is invalid');
      const actor = new FakeActor(() => (isDenied ? denied : undefined));
      actor.subscribe({ error: () => expect(actor.state.hasFailed).toBe(true) });
      timer(100).subscribe(() => {
        expect(healthOf(actor)).toMatchObject({
          status: 'failed',
          isHealthy: false,
          lastError: { name: 'InvalidCredentialsError', message: denied.message },
        });
        isDenied = false;
        const worker = actor.subscribe();
        expect(healthOf(actor).status).toBe('starting');
        timer(100).subscribe(() => worker.unsubscribe());
      });
      m.flush();
    }),
  );

  it('tells the decision that could not be made', async () => {
    const harness = await DomainHarness.open();
    await harness.start();
    const decider = new Decider(harness.domain, 'decisions');
    await firstValueFrom(
      decider.pipe(
        decide(() => {
          throw new RangeError('No such film');
        }),
      ),
    ).catch(() => undefined);
    expect(decider.state.lastError?.error).toMatchObject({ message: 'No such film' });
  });

  it('works for the workers of durable workflows', async () => {
    const harness = await DomainHarness.open();
    const crop = activity<string, string>({ name: 'Crop', version: '1' });
    const album = workflow({ name: 'Film', version: '1' }, () => of(1));
    const workers = [
      activityWorker(harness.domain, 'crops', [crop.with(file => file)], { name: 'cropper' }),
      workflowWorker(harness.domain, 'films', [album], { sticky: false }),
    ];
    expect(workers.map(worker => healthOf(worker)).map(({ name, status }) => [name, status])).toEqual([
      ['cropper', 'stopped'],
      ['films', 'stopped'],
    ]);
    for (const worker of workers)
      expect(await firstValueFrom(worker.state$)).toMatchObject({ isRunning: false });
  });

  it('refuses a tolerance that is not a period, and unknown options', () => {
    const actor = actorOf(0);
    expect(() => healthOf(actor, { tolerance: -1 })).toThrow('tolerance must be a non-negative number');
    // @ts-expect-error: not an option
    expect(() => healthOf(actor, { tolerence: 1 })).toThrow('tolerance');
  });
});
