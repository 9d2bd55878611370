import {
  defaultIfEmpty,
  from,
  Observable,
  type ObservableInput,
  type ObservedValueOf,
  Subscription,
  take,
} from 'rxjs';
import { DeterminismError } from '../errors/DeterminismError.js';
import { holdEnd, violate } from '../guard/guard.js';
import { kindOf, type Remedies, silence, toPipeline } from '../guard/pipelines.js';

/** What a saga's generator yields: something to wait for. */
export type Step = Observable<unknown>;

/** A generator whose steps are waited for, one after the other. */
export type SagaBody<T> = () => Generator<Step, T, unknown>;

/**
 * Waits in a saga for the first value of an Observable: `const answer = yield* wait(signal('answer'))`. It is
 * unsubscribed from then. Resumes with `undefined` if there is none, and throws where the Observable errors.
 *
 * @example
 * ```ts
 * import { timer } from 'rxjs';
 * import { saga, wait, workflow } from 'rx-swf/workflows';
 *
 * workflow({ name: 'Greeting', version: '1' }, (name: string, { signal }) =>
 *   saga(function* () {
 *     yield* wait(timer(60_000));
 *     const greeting = yield* wait(signal<string>('greeting'));
 *     return `${greeting}, ${name}`;
 *   }),
 * );
 * ```
 */
export function* wait<T, S extends ObservableInput<T> = ObservableInput<T>>(
  source: S,
): Generator<Step, ObservedValueOf<S>, unknown> {
  // What a step resumes with is what it emitted: the generator's type cannot say that.
  return (yield from(source)) as ObservedValueOf<S>;
}

/** An Observable that a saga can wait for as it is: `const url = yield* run(resize, input)`. */
export class Waitable<T> extends Observable<T> {
  // It yields itself; said aloud, RxJS's types would take it for an Iterable of that.
  [Symbol.iterator](): Generator<never, T, unknown> {
    return wait(this) as Generator<never, T, unknown>;
  }
}

/**
 * A generator as an Observable: the sequential style. It runs when it is subscribed to; each step is subscribed to
 * when it is reached, and the generator resumes with its first value, or with a throw of its error, at once and
 * within the same turn. Emits what the generator returns, and completes; errors with what it throws.
 *
 * Unsubscribing leaves the step under way, which cancels it, and runs the `finally` blocks to their end: the steps in
 * them are waited for too, so a saga that is canceled can still undo what it has done. What they throw then, nobody
 * listens to: it fails the execution.
 *
 * @example
 * ```ts
 * import { activity, saga, workflow } from 'rx-swf/workflows';
 *
 * const book = activity<string, string>({ name: 'Book', version: '1' });
 * const cancel = activity<string, void>({ name: 'Cancel', version: '1' });
 *
 * workflow({ name: 'Journey', version: '1' }, (_: void, { run }) =>
 *   saga(function* () {
 *     const flight = yield* run(book, 'flight');
 *     try {
 *       return [flight, yield* run(book, 'hotel')];
 *     } catch (error) {
 *       yield* run(cancel, flight);
 *       throw error;
 *     }
 *   }),
 * );
 * ```
 */
export function saga<T>(body: SagaBody<T>): Observable<T> {
  return new Observable<T>(subscriber => {
    const course = new Course(generatorOf(body), {
      returned: value => {
        subscriber.next(value);
        subscriber.complete();
      },
      threw: error => subscriber.error(error),
    });
    subscriber.add(() => course.leave());
    course.begin();
  });
}

/** The generator of a saga. */
function generatorOf<T>(body: SagaBody<T>): ReturnType<SagaBody<T>> {
  const given: unknown = typeof body === 'function' ? body() : body;
  if (typeof body === 'function' && kindOf(given) === 'a generator') return given as ReturnType<SagaBody<T>>;
  silence(given);
  const what = typeof body === 'function' ? 'The function of a saga returned' : 'A saga was given';
  return violate(
    new DeterminismError(
      `${what} ${kindOf(given)}`,
      'Give saga a generator function: saga(function* () { … }), with yield* in place of await',
    ),
  );
}

/** What helps where a saga yields something else than an Observable. */
const stepRemedies: Remedies = {
  'a generator': 'Write yield* in place of yield',
  'an async generator': 'Do it in an activity: yield* run(activity, input)',
  'a Promise': 'Do it in an activity: yield* run(activity, input)',
  'a generator function': 'Call it, and write yield* in place of yield',
  'a function': 'Call it, and yield* what it returns',
  'an iterable': 'Write yield* wait(from(…)) for its first member',
  'another value': 'Write yield* wait(…) to wait for an Observable, and nothing to go on at once',
};

/** How a saga ends, while somebody listens. */
interface Ends<T> {
  readonly returned: (value: T) => void;
  readonly threw: (error: unknown) => void;
}

type Resume<T> = () => IteratorResult<Step, T>;

const observed = (source: Step): Observable<unknown> =>
  toPipeline(source, 'A saga yielded', stepRemedies).pipe(take(1), defaultIfEmpty(undefined));

/** One saga under way. */
class Course<T> {
  readonly #generator: Generator<Step, T, unknown>;
  #ends: Ends<T> | undefined;
  #step = new Subscription();
  #resume: Resume<T> | undefined;
  #isRunning = false;
  #isOver = false;
  #release: (() => void) | undefined;

  constructor(generator: Generator<Step, T, unknown>, ends: Ends<T>) {
    this.#generator = generator;
    this.#ends = ends;
  }

  begin(): void {
    this.#go(() => this.#generator.next());
  }

  /** Nobody listens any more: what is left are the `finally` blocks. */
  leave(): void {
    this.#ends = undefined;
    if (this.#isOver) return;
    this.#release = holdEnd();
    this.#step.unsubscribe();
    // What the return value would be, nobody is told.
    this.#go(() => this.#generator.return(undefined as T));
  }

  /** Goes from step to step in a loop, since steps that do not wait would nest without end. */
  #go(resume: Resume<T>): void {
    this.#resume = resume;
    if (this.#isRunning) return;
    this.#isRunning = true;
    try {
      while (this.#resume !== undefined) this.#advance(this.#resume);
    } catch (error) {
      this.#over();
      if (this.#ends === undefined) throw error;
      this.#ends.threw(error);
    } finally {
      this.#isRunning = false;
    }
  }

  #over(): void {
    this.#isOver = true;
    this.#release?.();
  }

  #advance(resume: Resume<T>): void {
    this.#resume = undefined;
    const { done, value } = resume();
    if (done) {
      this.#over();
      this.#ends?.returned(value);
    } else if (this.#resume === undefined) this.#wait(value);
  }

  #wait(source: Step): void {
    // Known before it is subscribed to: that too may have the saga left.
    const step = new Subscription();
    this.#step = step;
    const go = (resume: Resume<T>) => {
      if (!step.closed) this.#go(resume);
    };
    step.add(
      observed(source).subscribe({
        next: value => go(() => this.#generator.next(value)),
        error: (error: unknown) => go(() => this.#generator.throw(error)),
      }),
    );
  }
}
