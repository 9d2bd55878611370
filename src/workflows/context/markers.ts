import type { Decision } from '@aws-sdk/client-swf';
import { reservedPrefix } from '../../decisions/reservedNames.js';
import { refuse } from '../../values/index.js';
import type { Commands } from '../commands/Commands.js';
import { Waitable } from '../saga/saga.js';
import type { Runtime } from './Runtime.js';

/** Records a marker with a value. */
export function record(
  { commands, decisions }: Pick<Runtime, 'commands' | 'decisions'>,
  markerName: string,
  details: unknown,
): void {
  issueMarker(commands, markerName, decisions.recordMarker({ markerName, details }));
}

/** Records a marker of the library. */
export function issueMarker(commands: Commands, id: string, decision: Decision): void {
  commands.issue({ kind: 'RecordMarker', id, subject: '', decision });
}

/** Records a marker of the user. */
export function marker(runtime: Runtime, markerName: string, details: unknown): Waitable<void> {
  if (markerName.startsWith(reservedPrefix))
    refuse('markerName', markerName, `a name that does not begin with "${reservedPrefix}"`);
  return new Waitable(subscriber => {
    record(runtime, markerName, details);
    subscriber.next();
    subscriber.complete();
  });
}
