import type { Event } from '../../history/index.js';
import { DeterminismError } from '../errors/DeterminismError.js';
import { commandOf } from '../turns/commandOf.js';
import type { Turn } from '../turns/Turn.js';
import { type Described, describeCommand } from './Command.js';
import { closings, describeEnd } from './Outcome.js';

/** A difference between a history and the code that replays it. */
export interface HistoryMismatch {
  /**
   * The event that the code does not account for; `undefined` if the code issues more than the history
   * contains.
   */
  readonly event?: Event | undefined;
  /** The command of that event. */
  readonly recorded?: Described | undefined;
  /** The command that the code issues instead; `undefined` if there is none. */
  readonly issued?: Described | undefined;
  /** All commands that the code issues from there on. */
  readonly unsent: Iterable<Described>;
  /** A description of what the code does, if it does not issue another command. */
  readonly but?: string | undefined;
  /** Advice for the message. @defaultValue general advice */
  readonly remedy?: string | undefined;
}

const shown = 10;

const usualRemedy =
  'Keep the old code for running executions (context.version, or a new version of the workflow type). A workflow must ' +
  'not depend on the host: its clock, its random numbers, Promises, or variables outside of the function';

/**
 * The code's decisions differ from those in the history. Either the code was changed while the execution was
 * open (see `context.version`), or it depends on something that is not in the history.
 */
export class NonDeterminismError extends DeterminismError {
  override readonly name: string = 'NonDeterminismError';
  /** The decision task whose decisions differ: the id of its `DecisionTaskStarted`. */
  readonly startedEventId: number;
  /** The event that the code does not account for, if there is one. */
  readonly eventId: number | undefined;
  /** The history's side of the difference. */
  readonly recorded: string | undefined;
  /** The code's side of the difference. */
  readonly issued: string | undefined;

  constructor(
    turn: Pick<Turn, 'startedEventId' | 'commands'>,
    { event, recorded, issued, unsent, but, remedy }: HistoryMismatch,
  ) {
    const has = recorded === undefined ? undefined : describeCommand(recorded);
    const wants = issued === undefined ? undefined : describeCommand(issued);
    const where = event === undefined ? '' : ` (event ${event.id})`;
    super(
      `At the decision task of event ${turn.startedEventId}, the history has ${has ?? 'nothing more'}${where}, ` +
        `but the code ${but ?? `issues ${wants ?? 'nothing more'}`}.\n` +
        `  history: ${list((turn.commands ?? []).map(describedBy))}\n` +
        `  code from there on: ${list(unsent)}`,
      remedy ?? usualRemedy,
    );
    this.startedEventId = turn.startedEventId;
    this.eventId = event?.id;
    this.recorded = has;
    this.issued = wants;
  }
}

function describedBy(event: Event): Described | undefined {
  const end = closings[event.name];
  return end === undefined ? commandOf(event) : describeEnd(end);
}

function list(commands: Iterable<Described | undefined>): string {
  const all = [...commands].filter(command => command !== undefined);
  const more = all.length > shown ? `, … ${all.length - shown} more` : '';
  return all.length === 0 ? 'nothing' : all.slice(0, shown).map(describeCommand).join(', ') + more;
}
