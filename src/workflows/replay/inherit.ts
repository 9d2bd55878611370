import { isReserved, reserved } from '../../decisions/reservedNames.js';
import type { Event } from '../../history/index.js';
import { parseEnvelope, type RedriveHeader } from '../../payloads/index.js';
import { isInstance } from '../../requests/index.js';
import { effectsIn } from '../commands/effectsIn.js';
import { type Note, notesIn } from '../commands/notes.js';
import { DeterminismError, RedriveMismatchError } from '../errors/DeterminismError.js';
import { guarded } from '../guard/guard.js';
import { decidedTurns } from '../redrive/decidedTurns.js';
import { isFailure, isSuccess } from '../redrive/outcomes.js';
import { type Parts, partsIn, toParts } from '../redrive/parts.js';
import { Remainder } from '../redrive/Remainder.js';
import type { ScriptEntry, Stage } from '../redrive/Stage.js';
import { formatStages, parseStages } from '../redrive/stageText.js';
import type { RunSettings } from '../run/RunSettings.js';
import { originOf } from '../turns/commandOf.js';
import { Program } from './Program.js';
import { StrictInputs } from './StrictInputs.js';
import { playTurn, repeatTurns, type Started, takeOver } from './takeOver.js';

/** An attempt to take over a run: its events, those that are left out, and what comes of it. */
interface Attempt {
  readonly script: readonly ScriptEntry[];
  /** Side effects that were called: the run that takes over answers them from the record. */
  readonly effects: readonly Note[];
  /** A failure that ends the workflow again, and has to be left out. */
  readonly culprit: Event | undefined;
}

/**
 * Returns the record of what a run takes over of an earlier one. Plays the code on the events of the earlier run:
 * first the turns before the cut, as they were; then, one by one, the events whose commands the code issues.
 *
 * @param started - the start of the run that takes over
 * @param old - the whole history of the earlier run
 * @throws `RedriveMismatchError` if the code doesn't issue the commands of the earlier run, or with other inputs
 */
export function inherit(settings: RunSettings, started: Started, old: readonly Event[]): Parts {
  const { redrive } = parseEnvelope(started.attributes.input);
  if (redrive === undefined) throw new Error('The run does not take over another one');
  try {
    const stages = [...stagesOf(old, redrive), ownStage(settings, started, old, redrive)];
    return toParts(formatStages(stages), settings.converter.store !== undefined);
  } catch (error) {
    if (!isInstance(error, DeterminismError)) throw error;
    throw new RedriveMismatchError(`The code does not continue run ${redrive.runId}: ${error.what}`, error);
  }
}

/** Returns the stages that an earlier run has taken over itself. */
function stagesOf(old: readonly Event[], { runId }: RedriveHeader): readonly Stage[] {
  const [started] = old;
  if (started?.name !== 'WorkflowExecutionStarted')
    throw new Error(`The history of run ${runId} has no start`);
  if (parseEnvelope(started.attributes.input).redrive === undefined) return [];
  const { parts, isWhole } = partsIn(new Map(notesIn(old)));
  if (isWhole) return parseStages(parts.join(''));
  throw new DeterminismError(
    `Run ${runId} had not taken over all of the run before it`,
    'Redrive that run instead',
  );
}

function ownStage(
  settings: RunSettings,
  started: Started,
  old: readonly Event[],
  redrive: RedriveHeader,
): Stage {
  const all = decidedTurns(old);
  const turns = all.filter(({ startedEventId }) => startedEventId < redrive.at);
  const known = laterEffects(all, redrive);
  const dropped = new Set<Event>();
  for (;;) {
    const stage = { turns, effects: known, script: [] };
    const { script, effects, culprit } = attempt(settings, started, old, stage, dropped);
    if (culprit === undefined) return { turns, effects: [...known, ...effects], script };
    dropped.add(culprit);
  }
}

/** Plays the code on an earlier run, without some failures. */
function attempt(
  settings: RunSettings,
  started: Started,
  old: readonly Event[],
  stage: Stage,
  dropped: ReadonlySet<Event>,
): Attempt {
  const { converter, execution, globals, watchPromises, semantics } = settings;
  const { redrive } = parseEnvelope(started.attributes.input);
  if (redrive === undefined) throw new Error('The run does not take over another one');
  const program = new Program({ ...settings, onEmitted: undefined });
  const takeover = { program, started, semantics };
  const remainder = new Remainder(old, stage.turns, redrive, converter, dropped);
  const taken = new Set(old.filter(event => isTaken(event, redrive)).map(originOf));
  const script: ScriptEntry[] = [];
  let culprit: Event | undefined;
  guarded(program.host, globals, watchPromises, () => {
    const before = takeOver(takeover, stagesOf(old, redrive));
    const inputs = new StrictInputs(old, converter, ({ id }) => taken.has(id), [
      redrive.runId,
      execution.runId,
    ]);
    repeatTurns(takeover, stage.turns, before, inputs);
    program.outbox.reopen();
    program.remember(stage.effects);
    const first = { startedEventId: 0, attempt: 1, inputs: [], commands: undefined };
    const begin = program.hasBegun ? [] : [started];
    playTurn(program, { ...first, inputs: begin }, stage.turns.length === 0 ? before : []);
    for (;;) {
      const entry = remainder.next({
        unsent: program.outbox.unsent,
        isOpen: origin => program.outbox.isOpen(origin),
      });
      if (entry === undefined) return;
      script.push(entry);
      playTurn(program, first, [entry]);
      const { outcome } = program.pipeline;
      if (outcome?.kind === 'failed' && isFailure(entry.event)) culprit = entry.event;
      if (outcome !== undefined && !program.isHeld) return;
    }
  });
  const { outbox, notes } = program;
  const effects = effectsIn(outbox.unsent).filter(([name]) => !notes.has(name));
  return { script, effects, culprit };
}

/** Returns whether the event is an outcome that is taken over. */
const isTaken = (event: Event, { at }: RedriveHeader) =>
  isSuccess(event) || (isFailure(event) && event.id < at);

/**
 * Returns the side effects of later turns. Those without a name depend on the number of commands before, and are known
 * only up to a command in the middle of a turn that is done again.
 */
function laterEffects(turns: Stage['turns'], { at, from = 0 }: RedriveHeader): readonly Note[] {
  return turns
    .filter(({ startedEventId }) => startedEventId >= at)
    .flatMap(({ startedEventId, commands }) => {
      const isBefore = ({ id }: Event) => startedEventId === at && id < from;
      const before = new Set(notesIn(commands.filter(isBefore)).map(([name]) => name));
      return notesIn(commands).filter(([name]) => isEffect(name) && (before.has(name) || isNamed(name)));
    });
}

const isEffect = (note: string) => isReserved(note, reserved.sideEffect);
const isNamed = (effect: string) => !/^\d/.test(effect.slice(reserved.sideEffect.length + 1));
