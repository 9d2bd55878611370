import type { Decision } from '@aws-sdk/client-swf';
import { type FailOptions, fitPayload, refuse, toPayload } from '../../models/index.js';
import { isInstance } from '../../requests/index.js';
import { failureFor } from '../../streams/describeFailure.js';
import { DeterminismError } from '../errors/DeterminismError.js';
import { SideEffectFailedError } from '../errors/FailureError.js';
import { unguarded } from '../guard/guard.js';
import type { Commands } from '../replay/Commands.js';
import { marks, reserved } from '../replay/marks.js';
import { Waitable } from '../saga.js';
import type { Runtime } from './Runtime.js';

function record({ commands, decisions }: Runtime, markerName: string, details: unknown): void {
  issueMarker(commands, markerName, decisions.recordMarker({ markerName, details }));
}

/** Records a marker of the library's. */
export function issueMarker(commands: Commands, id: string, decision: Decision): void {
  commands.issue({ kind: 'RecordMarker', id, subject: '', decision });
}

/** Records a marker of the user's. */
export function marker(runtime: Runtime, markerName: string, details: unknown): Waitable<void> {
  if (markerName.startsWith(reserved)) refuse('markerName', markerName, `none that begins with ${reserved}`);
  return new Waitable(subscriber => {
    record(runtime, markerName, details);
    subscriber.next();
    subscriber.complete();
  });
}

/** Calls a function once, and has its value, or its error, in every replay. */
export function sideEffect<T>(runtime: Runtime, produce: () => T): Waitable<T> {
  const { commands } = runtime;
  return new Waitable(subscriber => {
    commands.check('a side effect');
    const id = commands.nextId();
    const { markerName, details, isFailure } = effectOf(runtime, `${marks.sideEffect}.${id}`, produce);
    // As a replay will see it, which is as far as a payload can carry it.
    const value = runtime.read(details);
    record(runtime, markerName, value);
    if (isFailure) throw new SideEffectFailedError(`Side effect '${id}'`, 'failed', value as FailOptions);
    subscriber.next(value as T);
    subscriber.complete();
  });
}

/** What a side effect has come to, now or when it was recorded. */
function effectOf({ commands, converter, recorded }: Runtime, name: string, produce: () => unknown) {
  const failed = { markerName: `${name}.failed`, isFailure: true };
  const done = { markerName: name, isFailure: false };
  for (const known of [failed, done]) {
    const marker = recorded(known.markerName);
    if (marker !== undefined) return { ...known, ...marker };
  }
  try {
    const value = unguarded(() => settled(produce()));
    if (value instanceof Promise) commands.violate(promised());
    return { ...done, details: toPayload(converter, 'value', value) };
  } catch (error) {
    if (isInstance(error, DeterminismError)) throw error;
    return { ...failed, details: fitPayload(converter, 'details', failureFor(converter, error))?.payload };
  }
}

/** What a Promise rejects with that nobody waits for would end the process. */
function settled<T>(value: T): T {
  if (value instanceof Promise) value.catch(() => {});
  return value;
}

const promised = () =>
  new DeterminismError('A side effect returned a Promise', 'Do what is to be waited for in an activity');
