import type { Event } from '../../history/index.js';
import type { Note } from '../commands/notes.js';
import type { CommandIdentity } from '../turns/CommandIdentity.js';
import type { Turn } from '../turns/Turn.js';

/** A turn that was decided. */
export type DecidedTurn = Turn & { readonly commands: readonly Event[] };

/** An event of an earlier run that is delivered to the run that takes it over. */
export interface ScriptEntry {
  readonly event: Event;
  /** The command of the later run that the event is about; `undefined` for a signal or a cancel request. */
  readonly answers: Pick<CommandIdentity, 'kind' | 'id'> | undefined;
}

/**
 * A run that a later one takes over: the turns that are repeated as they were, then the events that are
 * delivered at the beginning of the next run.
 */
export interface Stage {
  readonly turns: readonly DecidedTurn[];
  /** Named side effects of later turns, which are answered if the code asks for them. */
  readonly effects: readonly Note[];
  readonly script: readonly ScriptEntry[];
}
