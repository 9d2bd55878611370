import type { Event } from '../../history/index.js';
import { DeterminismError } from '../errors/DeterminismError.js';
import { type Described, describeCommand } from './Command.js';
import { closings, describeEnd } from './Outcome.js';
import { commandOf } from './recorded.js';
import type { Turn } from './Turn.js';

/** Where a history and the code that replays it part. */
export interface Divergence {
  /** The event that the code does not account for; `undefined` where the code asks for more than the history has. */
  readonly event?: Event | undefined;
  /** The command that it tells of. */
  readonly recorded?: Described | undefined;
  /** The command that the code issues in its place; `undefined` where it issues none. */
  readonly issued?: Described | undefined;
  /** All that the code has issued from there on. */
  readonly unsent: Iterable<Described>;
  /** What the code does, in words, where it is not that it issues another command. */
  readonly but?: string | undefined;
  /** What to do about it. @defaultValue what helps in most cases */
  readonly remedy?: string | undefined;
}

const shown = 10;

const usualRemedy =
  'Keep old code for running executions (context.version, or a new version of the workflow type), and let nothing ' +
  'in a workflow depend on the host: its clock, chance, Promises, variables outside of the function';

/**
 * The code does not decide what the history says was decided. Either the code was changed under a running
 * execution (see `context.version`), or it depends on something that is not in the history.
 */
export class NonDeterminismError extends DeterminismError {
  override readonly name: string = 'NonDeterminismError';
  /** The decision task whose decisions differ: the id of its `DecisionTaskStarted`. */
  readonly startedEventId: number;
  /** The event that the code does not account for, if there is one. */
  readonly eventId: number | undefined;
  /** What the history has there. */
  readonly recorded: string | undefined;
  /** What the code has there. */
  readonly issued: string | undefined;

  constructor(
    turn: Pick<Turn, 'startedEventId' | 'commands'>,
    { event, recorded, issued, unsent, but, remedy }: Divergence,
  ) {
    const has = recorded === undefined ? undefined : describeCommand(recorded);
    const wants = issued === undefined ? undefined : describeCommand(issued);
    const where = event === undefined ? '' : ` (event ${event.id})`;
    super(
      `At the decision task of event ${turn.startedEventId} the history has ${has ?? 'nothing more'}${where}, ` +
        `but the code ${but ?? `issues ${wants ?? 'nothing more'}`}.\n` +
        `  history: ${list((turn.commands ?? []).map(describedBy))}\n` +
        `  code, from there on: ${list(unsent)}`,
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
