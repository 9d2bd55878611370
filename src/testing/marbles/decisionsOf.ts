import {
  concat,
  concatMap,
  defer,
  expand,
  from,
  map,
  merge,
  mergeMap,
  NEVER,
  type Observable,
  type SchedulerLike,
  takeWhile,
  timer,
} from 'rxjs';
import { checkOptions } from '../../requests/index.js';
import { refuse } from '../../values/index.js';
import type { WorkflowDefinition } from '../../workflows/index.js';
import type { DecisionSummary } from './DecisionSummary.js';
import type { MarbleEvent } from './marbleEvents.js';
import { type Reaction, Simulation } from './Simulation.js';

/**
 * The required part of a marble test: rxjs-marbles' context, or RxJS's own run helpers with their scheduler.
 */
export interface MarbleContext {
  readonly scheduler: SchedulerLike;
  cold<T>(marbles: string, values: { [letter: string]: T }): Observable<T>;
}

/** Options of a marble diagram. */
export interface MarbleOptions {
  /** The duration of a frame, in seconds. @defaultValue 1 */
  readonly frame?: number;
}

/**
 * Returns summaries of the decisions that a workflow makes for a history drawn as a marble string. For marble
 * tests, without a service and on virtual time. A frame is one second unless `frame` is set: in `'-a'`, `a`
 * happens one second after the start, and `'60ms '` advances time by a minute. Timers fire automatically, and
 * children and Lambda functions start automatically; everything else must be drawn. Emits each decision,
 * those of one turn in one frame, and completes when the workflow closes. Errors like a worker, and with
 * `InvalidArgumentError` for an event that cannot happen.
 *
 * Every decision is made by a full replay of the history so far.
 *
 * @param history - the events as a marble string, starting at the start of the execution
 * @param values - the events that the letters stand for: `activityCompleted()`, `signaled()` and so on
 * @example
 * ```ts
 * import { marbles } from 'rxjs-marbles';
 * import { activityFailed, activityCompleted, decisionsOf } from 'rx-swf/testing';
 * import { activity, workflow } from 'rx-swf/workflows';
 * import { retry } from 'rxjs';
 *
 * const resize = activity<string, string>({ name: 'Resize', version: '1' });
 * const thumbnail = workflow({ name: 'Thumbnail', version: '1' }, (file: string, { run }) =>
 *   run(resize, file).pipe(retry({ delay: 3_000 })),
 * );
 *
 * export const test = marbles(m => {
 *   const decisions$ = decisionsOf(m, thumbnail, 'a.png', '--f----c', {
 *     f: activityFailed(resize, 'busy'),
 *     c: activityCompleted(resize, '/a.png'),
 *   });
 *   m.expect(decisions$).toBeObservable('               r-t--r-(e|)', {
 *     r: { run: 'Resize@1', input: 'a.png' },
 *     t: { timer: 3 },
 *     e: { complete: '/a.png' },
 *   });
 * });
 * ```
 */
export function decisionsOf<I, O>(
  m: MarbleContext,
  workflow: WorkflowDefinition<I, O>,
  input: NoInfer<I>,
  history: string,
  values: { readonly [letter: string]: MarbleEvent } = {},
  options: MarbleOptions = {},
): Observable<DecisionSummary> {
  checkOptions('decisionsOf()', options, { frame: true });
  const { frame = 1 } = options;
  if (!(frame > 0)) refuse('frame', frame, 'a number of seconds greater than 0');
  const { scheduler } = m;
  return defer(() => {
    const simulation = new Simulation(workflow);
    const start = scheduler.now();
    const seconds = () => (scheduler.now() - start) * frame;
    const fired = ({ timers }: Reaction) =>
      from(timers).pipe(
        mergeMap(one =>
          timer(one.seconds / frame, scheduler).pipe(map(() => simulation.fire(one.timerId, seconds()))),
        ),
      );
    // The end of the drawing is not the end of the workflow.
    const drawn$ = concat(m.cold<MarbleEvent>(history, { ...values }), NEVER);
    return merge(
      defer(() => [simulation.start(input)]),
      drawn$.pipe(map((event, i) => simulation.record(checked(event, i), seconds()))),
    ).pipe(
      expand(fired),
      takeWhile(({ isOpen }) => isOpen, true),
      concatMap(({ summaries }) => summaries),
    );
  });
}

/** Throws for a letter without a value, for which RxJS would use the letter itself. */
function checked(event: MarbleEvent | string | undefined, i: number): MarbleEvent {
  if (typeof event === 'function') return event;
  return refuse('history', event, `made of the letters of its values (marble ${i + 1})`);
}
