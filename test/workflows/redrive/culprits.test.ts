import {
  type AnyWorkflow,
  activity,
  type DurableExecution,
  ExecutionCanceledError,
  saga,
  type WorkflowContext,
  wait,
  workflow,
} from 'rx-swf/workflows';
import { catchError, concatMap, forkJoin, lastValueFrom, map, type Observable, of } from 'rxjs';
import { beforeEach, describe, expect, it } from 'vitest';
import { WorkflowHarness } from '../../harness/WorkflowHarness.js';

const done: string[] = [];
/** Reasons of failures, by the inputs of activities. */
const broken = new Map<string, string>();
/** Activities wait until their gate is open. */
const gates = new Map<string, Promise<void>>();

const step = activity<string, string>({ name: 'Step', version: '1' });
const steps = step.with(async name => {
  await gates.get(name);
  done.push(name);
  const reason = broken.get(name);
  if (reason !== undefined) throw new Error(reason);
  return `${name}!`;
});

/** Fails if its activity does. */
const child = workflow({ name: 'Child', version: '1' }, (name: string, { run }) => run(step, name));

function closeGate(name: string): () => void {
  let open: () => void = () => {};
  gates.set(
    name,
    new Promise(resolve => {
      open = resolve;
    }),
  );
  return () => open();
}

beforeEach(() => {
  done.length = 0;
  broken.clear();
  gates.clear();
});

const open = (...workflows: AnyWorkflow[]) => WorkflowHarness.open([...workflows, child], [steps]);

/** Does some work and, if that fails, compensates for it before it throws an error. */
const compensating = (
  work: (context: WorkflowContext) => Observable<unknown>,
  rethrow: (error: unknown) => unknown,
) =>
  workflow({ name: 'Compensating', version: '1' }, (_: unknown, context) =>
    saga(function* () {
      yield* context.run(step, 'reserve');
      try {
        return yield* wait(work(context));
      } catch (error) {
        yield* context.run(step, 'release');
        throw rethrow(error);
      }
    }),
  );

const same = (error: unknown) => error;

async function again(execution: DurableExecution<unknown>): Promise<string[]> {
  const plan = await lastValueFrom(execution.redrivePlan());
  return plan.again.map(({ name }) => name.replace(/#.*\./, '#'));
}

describe('A redrive finds the failure that an execution ended with', () => {
  const wrappings: Record<string, (error: unknown) => unknown> = {
    'the error itself': same,
    'an error whose cause it is': cause => new Error('no order', { cause }),
    'an error with its message': error => new RangeError(`no order: ${String(error)}`),
  };
  const works: Record<string, [again: string, work: (context: WorkflowContext) => Observable<unknown>]> = {
    'an activity': ['Step#2', ({ run }) => run(step, 'pay')],
    'a child': ['Child#2', context => context.child(child, 'pay')],
  };
  const cases = Object.entries(works).flatMap(([what, work]) =>
    Object.entries(wrappings).map(([how, wrapping]) => [what, how, work, wrapping] as const),
  );
  it.each(cases)('after a compensation: %s, thrown as %s', async (_what, _how, [name, work], rethrow) => {
    const code = compensating(work, rethrow);
    const harness = await open(code);
    broken.set('pay', 'down');
    const execution = await harness.start(code, undefined);
    await harness.failure(execution);
    broken.clear();
    expect(await again(execution)).toEqual([name]);
    expect(await harness.result(await lastValueFrom(execution.redrive()))).toBe('pay!');
    expect(done).toEqual(['reserve', 'pay', 'release', 'pay']);
  });

  it('among failures of the same reason, of which some come after the workflow has canceled their commands', async () => {
    const both = compensating(
      context => forkJoin([context.run(step, 'a'), context.run(step, 'b'), context.child(child, 'c')]),
      same,
    );
    const harness = await open(both);
    const [openB, openC, openRelease] = [closeGate('b'), closeGate('c'), closeGate('release')];
    for (const name of ['a', 'b', 'c']) broken.set(name, 'down');
    const execution = await harness.start(both, undefined);
    await harness.history(execution, ({ activities }) => activities.failed.length === 1);
    openB();
    openC();
    await harness.history(execution, ({ activities }) => activities.failed.length === 2);
    openRelease();
    await harness.failure(execution);
    broken.clear();
    expect(await again(execution)).toContain('Step#2');
    const result = await harness.result(await lastValueFrom(execution.redrive()));
    expect(result).toEqual(['a!', 'b!', 'c!']);
    expect(done.filter(name => name === 'release')).toHaveLength(1);
  });

  it.each([
    ['the same reason', ['down', 'down']],
    ['another reason', ['first', 'second']],
    ['another reason, in the other order', ['second', 'first']],
  ])('among failures that the workflow has collected, with %s', async (_, reasons) => {
    const settled = workflow({ name: 'Settled', version: '1' }, (_input: unknown, { run }) =>
      forkJoin(
        ['a', 'b', 'c'].map(name =>
          run(step, name).pipe(
            map(value => () => value),
            catchError((error: unknown) =>
              of(() => {
                throw error;
              }),
            ),
          ),
        ),
      ).pipe(map(all => all.map(value => value()))),
    );
    const harness = await open(settled);
    const [openA, openB, openC] = [closeGate('a'), closeGate('b'), closeGate('c')];
    broken.set('a', reasons[0] ?? '').set('b', reasons[1] ?? '');
    const execution = await harness.start(settled, undefined);
    openB();
    await harness.history(execution, ({ activities }) => activities.failed.length === 1);
    openC();
    await harness.history(execution, ({ activities }) => activities.completed.length === 1);
    openA();
    await harness.failure(execution);
    broken.clear();
    expect(await again(execution)).toEqual(['Step#1', 'Step#2']);
    expect(await harness.result(await lastValueFrom(execution.redrive()))).toEqual(['a!', 'b!', 'c!']);
    expect(done.toSorted()).toEqual(['a', 'a', 'b', 'b', 'c']);
  });

  it('and leaves an earlier failure of the same reason that the workflow went on after', async () => {
    const optional = workflow({ name: 'Optional', version: '1' }, (_: unknown, { run }) =>
      saga(function* () {
        const extra = yield* wait(run(step, 'extra').pipe(catchError(() => of('none'))));
        const first = yield* run(step, `after ${extra}`);
        return [first, yield* run(step, 'pay')];
      }),
    );
    const harness = await open(optional);
    broken.set('extra', 'down').set('pay', 'down');
    const execution = await harness.start(optional, undefined);
    await harness.failure(execution);
    broken.clear();
    expect(await again(execution)).toEqual(['Step#3']);
    const redriven = await lastValueFrom(execution.redrive());
    expect(await harness.result(redriven)).toEqual(['after none!', 'pay!']);
  });

  it('and says what to do if there is none', async () => {
    const buggy = compensating(
      ({ run }) => run(step, 'pay'),
      () => new Error('no order'),
    );
    const harness = await open(buggy);
    broken.set('pay', 'down');
    const execution = await harness.start(buggy, undefined);
    await harness.failure(execution);
    broken.clear();
    const plan = await lastValueFrom(execution.redrivePlan());
    expect(plan.again).toEqual([]);
    expect(`${plan}`).toContain('To do a command again, begin with it (from)');
    const redriven = await lastValueFrom(execution.redrive({ from: 'Step#2' }));
    expect(await harness.result(redriven)).toBe('pay!');
  });
});

describe('Side effects of a redriven run', () => {
  it('are called once, if they come after what is taken over', async () => {
    let calls = 0;
    const effects = workflow({ name: 'Effects', version: '1' }, (_: unknown, { run, sideEffect }) =>
      forkJoin([
        run(step, 'a').pipe(
          concatMap(() => sideEffect(() => (calls += 1))),
          concatMap(n => run(step, `used ${n}`)),
        ),
        run(step, 'b').pipe(concatMap(() => sideEffect('named', () => (calls += 1)))),
        run(step, 'c'),
      ]),
    );
    const harness = await open(effects);
    const openC = closeGate('c');
    broken.set('c', 'down');
    const execution = await harness.start(effects, undefined);
    await harness.history(execution, ({ activities }) => activities.completed.length === 3);
    openC();
    await harness.failure(execution);
    broken.clear();
    const redriven = await lastValueFrom(execution.redrive({ from: 'Step#3' }));
    const result = await harness.result(redriven);
    // The one with a name keeps its value.
    expect(calls).toBe(3);
    expect(result).toEqual([
      done.find(name => /used [34]/.test(name))?.concat('!'),
      expect.any(Number),
      'c!',
    ]);
  });
});

describe('A cancel request to a run that is terminated', () => {
  const careful = workflow({ name: 'Careful', version: '1' }, (_: unknown, { run, signal }) =>
    saga(function* () {
      try {
        yield* run(step, 'a');
        return yield* wait(signal('go'));
      } finally {
        yield* run(step, 'clean up');
      }
    }),
  );

  it('is delivered again if the workflow had begun to handle it, which the plan says', async () => {
    const harness = await open(careful);
    const openCleanUp = closeGate('clean up');
    const execution = await harness.start(careful, undefined);
    await harness.history(execution, ({ activities }) => activities.completed.length === 1);
    await lastValueFrom(execution.requestCancel());
    await harness.history(execution, ({ activities }) => activities.length === 2);
    await lastValueFrom(execution.terminate());
    openCleanUp();
    expect(`${await lastValueFrom(execution.redrivePlan())}`).toContain('cancel request taken over');
    const redriven = await lastValueFrom(execution.redrive());
    expect(await harness.failure(redriven)).toBeInstanceOf(ExecutionCanceledError);
    expect(done.filter(name => name === 'a')).toHaveLength(1);
  });

  it('is left out otherwise', async () => {
    const harness = await WorkflowHarness.open([], [steps]);
    const worker = await harness.startWorker([careful]);
    const execution = await lastValueFrom(careful.start(harness.domain, undefined));
    await harness.history(execution, ({ activities }) => activities.completed.length === 1);
    await worker.stop();
    await lastValueFrom(execution.requestCancel());
    await lastValueFrom(execution.terminate());
    expect(`${await lastValueFrom(execution.redrivePlan())}`).not.toContain('cancel request');
    await harness.startWorker([careful]);
    const redriven = await lastValueFrom(execution.redrive());
    await harness.signal(redriven, 'go', 'gone');
    expect(await harness.result(redriven)).toBe('gone');
  });
});
