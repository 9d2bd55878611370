import { reserved } from '../../decisions/reservedNames.js';
import { fitPayload, toPayload } from '../../payloads/index.js';
import { isInstance } from '../../requests/index.js';
import { failureFor } from '../../streams/actors/perform/describeFailure.js';
import type { FailOptions } from '../../streams/index.js';
import { checkText, refuse } from '../../values/index.js';
import type { WorkflowContext } from '../definitions/WorkflowContext.js';
import { DeterminismError } from '../errors/DeterminismError.js';
import { SideEffectFailedError } from '../errors/FailureError.js';
import { UnknownEffectError } from '../errors/UnknownEffectError.js';
import { unguarded } from '../guard/guard.js';
import { Waitable } from '../saga/saga.js';
import { record } from './markers.js';
import type { Runtime } from './Runtime.js';
import { refuseAsyncSource } from './refuseAsyncSource.js';

/** Leaves space for the rest of the marker's name. */
const longestName = 200;

/** The side effects of a run: each is called once, and every replay gets the recorded value or error. */
export function sideEffectOf(runtime: Runtime): WorkflowContext['sideEffect'] {
  const { commands } = runtime;
  const counts = new Map<string, number>();
  /** The id of the second side effect with a name is `name#2`. */
  const idOf = (name: string) => {
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return count === 1 ? name : `${name}#${count}`;
  };
  function sideEffect<T>(name: string, produce: () => T): Waitable<T>;
  function sideEffect<T>(produce: () => T): Waitable<T>;
  function sideEffect<T>(first: string | (() => T), second?: () => T): Waitable<T> {
    const name = typeof first === 'function' ? undefined : checkedEffectName(first);
    const produce = typeof first === 'function' ? first : second;
    if (typeof produce !== 'function') return refuse('produce', produce, 'a function');
    return new Waitable(subscriber => {
      commands.check('a side effect');
      const id = name === undefined ? commands.nextId() : idOf(name);
      const effect = effectOf(runtime, id, name === undefined ? '.' : '#', produce);
      // Converted to a payload and back, so that the first run gets the same value as a replay.
      const value = runtime.read(effect.details);
      record(runtime, effect.markerName, value);
      if (effect.isFailure)
        throw new SideEffectFailedError(`Side effect '${id}'`, 'failed', value as FailOptions);
      subscriber.next(value as T);
      subscriber.complete();
    });
  }
  return sideEffect;
}

/**
 * Throws for a name that begins with a digit, like the ids of unnamed side effects, or that contains the `#`
 * of repeated names.
 */
function checkedEffectName(name: string): string {
  checkText('name', name, longestName, 1);
  if (/^\d|#/.test(name)) refuse('name', name, 'a name that does not begin with a digit and has no #');
  return name;
}

/** Returns the outcome of a side effect: the recorded one, or that of a call now. */
function effectOf(
  { commands, converter, note, isCandidate }: Runtime,
  id: string,
  sign: '.' | '#',
  produce: () => unknown,
) {
  const name = `${reserved.sideEffect}.${id}`;
  const failed = { markerName: `${name}${sign}failed`, isFailure: true };
  const done = { markerName: name, isFailure: false };
  for (const known of [failed, done]) {
    const marker = note(known.markerName);
    if (marker !== undefined) return { ...known, ...marker };
  }
  if (isCandidate) commands.violate(new UnknownEffectError(name));
  try {
    const value = unguarded(produce);
    refuseAsyncSource(commands, 'A side effect returned', value);
    return { ...done, details: toPayload(converter, 'value', value) };
  } catch (error) {
    if (isInstance(error, DeterminismError)) throw error;
    return { ...failed, details: fitPayload(converter, 'details', failureFor(converter, error))?.payload };
  }
}
