import { type EventOf, toEvent } from '../../history/index.js';
import { NonDeterminismError } from '../commands/NonDeterminismError.js';
import { notesIn } from '../commands/notes.js';
import type { InputCheck } from '../commands/RecordedInputs.js';
import type { Semantics } from '../commands/Semantics.js';
import { semanticsOf } from '../commands/semanticsOf.js';
import type { ScriptEntry, Stage } from '../redrive/Stage.js';
import { originOf } from '../turns/commandOf.js';
import type { Turn } from '../turns/Turn.js';
import type { Program } from './Program.js';

/** The event that started a run. */
export type Started = EventOf<'WorkflowExecutionStarted'>;

/** A program that takes over earlier runs, and how. */
export interface Takeover {
  readonly program: Program;
  /** The start of the run that takes them over. */
  readonly started: Started;
  readonly semantics: Semantics;
}

/**
 * Brings a program to where earlier runs were, by their own events: decided turns are repeated and matched, and
 * between two runs, the commands that were open are issued again. Returns the events that the next turn begins
 * with.
 */
export function takeOver(takeover: Takeover, stages: readonly Stage[]): readonly ScriptEntry[] {
  const script: ScriptEntry[] = [];
  for (const stage of stages) {
    repeatTurns(takeover, stage.turns, script);
    takeover.program.outbox.reopen();
    takeover.program.remember(stage.effects);
    if (stage.turns.length > 0) script.length = 0;
    script.push(...stage.script);
  }
  return script;
}

/**
 * Repeats the decided turns of an earlier run.
 *
 * @param script - the events that the first of them begins with
 * @throws `NonDeterminismError` if the code issues other commands
 */
export function repeatTurns(
  { program, started, semantics }: Takeover,
  turns: Stage['turns'],
  script: readonly ScriptEntry[],
  inputs?: InputCheck,
): void {
  program.remember(turns.flatMap(({ commands }) => notesIn(commands)));
  for (const [at, turn] of turns.entries()) {
    if (at === 0) program.outbox.limits = semanticsOf(turn.commands, semantics).limits;
    playTurn(program, withStart(turn, started), at === 0 ? script : []);
    program.outbox.match(turn, undefined, {}, inputs);
  }
}

/** Plays a turn that begins with events of an earlier run. */
export function playTurn(program: Program, turn: Turn, script: readonly ScriptEntry[]): void {
  let isContinued = false;
  const play = (inputs: Turn['inputs']) => {
    program.play({ ...turn, inputs }, isContinued);
    isContinued = true;
  };
  if (script.length > 0 && !program.hasBegun) play(turn.inputs.slice(0, 1));
  for (const entry of script) {
    checkAnswer(program, turn, entry);
    play([entry.event]);
  }
  play(turn.inputs);
}

/** Opens the command that an event answers. */
function checkAnswer({ outbox }: Program, turn: Turn, { event, answers }: ScriptEntry): void {
  if (answers === undefined || outbox.adopt(originOf(event), answers)) return;
  throw new NonDeterminismError(turn, {
    event,
    recorded: { ...answers, subject: '' },
    unsent: outbox.unsent,
    but: 'does not issue it',
  });
}

/** Returns a turn whose start has the attributes of the present run, and the time of the earlier one. */
function withStart(turn: Turn, { raw }: Started): Turn {
  const inputs = turn.inputs.map(event =>
    event.name === 'WorkflowExecutionStarted' ? toEvent({ ...raw, eventTimestamp: event.timestamp }) : event,
  );
  return { ...turn, inputs };
}
