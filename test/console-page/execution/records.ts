import type { History } from 'rx-swf';
import type { EventRecord } from 'rx-swf/remote';

/** Returns the events of a history as a gateway sends them. */
export const recordsOf = (history: History): readonly EventRecord[] =>
  JSON.parse(JSON.stringify([...history])) as readonly EventRecord[];
