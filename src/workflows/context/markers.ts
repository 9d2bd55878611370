import { fromPayload, refuse, toPayload } from '../../models/index.js';
import { marks, reserved } from '../replay/marks.js';
import { Waitable } from '../saga.js';
import type { Runtime } from './Runtime.js';

function record({ commands, decisions }: Runtime, markerName: string, details: unknown): void {
  commands.issue({
    kind: 'RecordMarker',
    id: markerName,
    subject: '',
    decision: decisions.recordMarker({ markerName, details }),
  });
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

/** Calls a function once, and has its value in every replay. */
export function sideEffect<T>(runtime: Runtime, produce: () => T): Waitable<T> {
  const { commands, converter } = runtime;
  return new Waitable(subscriber => {
    const markerName = `${marks.sideEffect}.${commands.nextId()}`;
    const known = runtime.recorded(markerName);
    const details = known === undefined ? toPayload(converter, 'details', produce()) : known.details;
    // As a replay will see it, which is as far as a payload can carry it.
    const value = fromPayload(converter, details) as T;
    record(runtime, markerName, value);
    subscriber.next(value);
    subscriber.complete();
  });
}

/** Whether a run is to go by a change of its code. */
export function version(runtime: Runtime, known: Map<string, boolean>, changeId: string): boolean {
  const before = known.get(changeId);
  if (before !== undefined) return before;
  runtime.commands.check(`version '${changeId}'`);
  const markerName = `${marks.version}.${changeId}`;
  const isNew = !runtime.isReplaying() || runtime.recorded(markerName) !== undefined;
  known.set(changeId, isNew);
  if (isNew) record(runtime, markerName, undefined);
  return isNew;
}
