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
import { ignoreRejection, type Remedies, sourceKindOf, toPipeline } from '../guard/pipelines.js';

/** A step that a saga's generator yields and waits for. */
export type SagaStep = Observable<unknown>;

/** A generator function whose steps are awaited one after the other. */
export type SagaBody<T> = () => Generator<SagaStep, T, unknown>;

/**
 * Waits in a saga for the first value of an Observable and then unsubscribes: `const answer = yield*
 * wait(signal('answer'))`. Resumes with `undefined` if the Observable completes without a value, and throws
 * if it errors.
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
): Generator<SagaStep, ObservedValueOf<S>, unknown> {
  // A step resumes with the value that it emitted, which the generator's type cannot express.
  return (yield from(source)) as ObservedValueOf<S>;
}

/** An Observable that a saga can wait for directly: `const url = yield* run(resize, input)`. */
export class Waitable<T> extends Observable<T> {
  // It yields itself. If the type said so, RxJS's types would treat it as an Iterable of that.
  [Symbol.iterator](): Generator<never, T, unknown> {
    return wait(this) as Generator<never, T, unknown>;
  }
}

/**
 * Converts a generator to an Observable, for workflows in sequential style. The generator starts on
 * subscription. Each step is subscribed to when it is reached; its first value resumes the generator, or its
 * error is thrown into it, immediately and within the same turn. Emits the generator's return value and
 * completes; errors with what the generator throws.
 *
 * Unsubscribing cancels the current step and runs the `finally` blocks to their end. Their steps are awaited
 * too, so a canceled saga can still undo its work. There is no subscriber left for an error thrown then, so
 * it fails the execution.
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
    const sagaRun = new SagaRun(generatorOf(body), {
      returned: value => {
        subscriber.next(value);
        subscriber.complete();
      },
      threw: error => subscriber.error(error),
    });
    subscriber.add(() => sagaRun.cancel());
    sagaRun.begin();
  });
}

/** Returns the generator of a saga. */
function generatorOf<T>(body: SagaBody<T>): ReturnType<SagaBody<T>> {
  const given: unknown = typeof body === 'function' ? body() : body;
  if (typeof body === 'function' && sourceKindOf(given) === 'a generator')
    return given as ReturnType<SagaBody<T>>;
  ignoreRejection(given);
  const what =
    typeof body === 'function' ? 'The function passed to saga() returned' : 'saga() was called with';
  return violate(
    new DeterminismError(
      `${what} ${sourceKindOf(given)}`,
      'Pass a generator function: saga(function* () { … }), with yield* instead of await',
    ),
  );
}

/** Advice for error messages when a saga yields something other than an Observable. */
const stepRemedies: Remedies = {
  'a generator': 'Write yield* instead of yield',
  'an async generator': 'Do it in an activity: yield* run(activity, input)',
  'a Promise': 'Do it in an activity: yield* run(activity, input)',
  'a generator function': 'Call it, and write yield* instead of yield',
  'a function': 'Call it, and yield* its result',
  'an iterable': 'Write yield* wait(from(…)) for its first item',
  'another value': 'Write yield* wait(…) to wait for an Observable. To continue immediately, yield nothing',
};

/** Callbacks for the end of a saga while it has a subscriber. */
interface SagaObserver<T> {
  readonly returned: (value: T) => void;
  readonly threw: (error: unknown) => void;
}

type Resume<T> = () => IteratorResult<SagaStep, T>;

const observed = (source: SagaStep): Observable<unknown> =>
  toPipeline(source, 'A saga yielded', stepRemedies).pipe(take(1), defaultIfEmpty(undefined));

/** A running saga. */
class SagaRun<T> {
  readonly #generator: Generator<SagaStep, T, unknown>;
  #observer: SagaObserver<T> | undefined;
  #step = new Subscription();
  #resume: Resume<T> | undefined;
  #isRunning = false;
  #isOver = false;
  #release: (() => void) | undefined;

  constructor(generator: Generator<SagaStep, T, unknown>, observer: SagaObserver<T>) {
    this.#generator = generator;
    this.#observer = observer;
  }

  begin(): void {
    this.#go(() => this.#generator.next());
  }

  /** Called on unsubscribe: from now on only the `finally` blocks run. */
  cancel(): void {
    this.#observer = undefined;
    if (this.#isOver) return;
    this.#release = holdEnd();
    this.#step.unsubscribe();
    // The return value is never observed.
    this.#go(() => this.#generator.return(undefined as T));
  }

  /** Runs the steps in a loop, because synchronous steps would otherwise recurse without bound. */
  #go(resume: Resume<T>): void {
    this.#resume = resume;
    if (this.#isRunning) return;
    this.#isRunning = true;
    try {
      while (this.#resume !== undefined) this.#advance(this.#resume);
    } catch (error) {
      this.#finish();
      if (this.#observer === undefined) throw error;
      this.#observer.threw(error);
    } finally {
      this.#isRunning = false;
    }
  }

  #finish(): void {
    this.#isOver = true;
    this.#release?.();
  }

  #advance(resume: Resume<T>): void {
    this.#resume = undefined;
    const { done, value } = resume();
    if (done) {
      this.#finish();
      this.#observer?.returned(value);
    } else if (this.#resume === undefined) this.#wait(value);
  }

  #wait(source: SagaStep): void {
    // Assigned before subscribing, because subscribing may unsubscribe from the saga.
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
