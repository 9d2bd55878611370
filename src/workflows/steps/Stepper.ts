import type { Event, History } from '../../history/index.js';
import type { DataConverter } from '../../payloads/index.js';
import type { ExecutionId } from '../../values/index.js';
import { notesIn } from '../commands/notes.js';
import { RecordedInputs } from '../commands/RecordedInputs.js';
import type { AnyWorkflow } from '../definitions/workflow.js';
import { replayOf } from '../query/ExecutionView.js';
import type { Run } from '../replay/Run.js';
import { TurnReader } from '../turns/TurnReader.js';
import { Notebook, type TurnEnd } from './Notebook.js';
import type { Step } from './Step.js';
import { toJsonValue } from './toJsonValue.js';

/** The run whose turns are played. */
export interface SteppedRun {
  readonly domain: string;
  readonly execution: ExecutionId;
  readonly converter: DataConverter;
}

/**
 * Replays a history turn by turn, and describes each turn.
 *
 * In: parts of the history, cut by `partsOf`, each of which completes one turn at most. Out: steps. The history may be
 * extended as it grows, so that a live execution costs O(new events). After a step with an error, nothing more is played.
 */
export class Stepper {
  readonly #run: Run;
  readonly #reader = new TurnReader();
  readonly #notebook: Notebook;
  readonly #events: Event[] = [];
  readonly #inputs: RecordedInputs;
  readonly #hint: (error: unknown) => unknown;

  /**
   * @param hint - returns the error to show for one that was thrown
   */
  constructor(
    workflow: AnyWorkflow,
    of: SteppedRun,
    history: History,
    hint: (error: unknown) => unknown = error => error,
  ) {
    const emitted: unknown[] = [];
    this.#run = replayOf(workflow, { ...of, onEmitted: value => emitted.push(toJsonValue(value)) });
    this.#notebook = new Notebook(history, of.converter, this.#run.program, emitted);
    this.#inputs = new RecordedInputs(this.#events, of.converter);
    this.#hint = hint;
    this.#remember(history);
  }

  /** Id of the last event that was played. */
  get lastEventId(): number {
    return this.#reader.lastEventId;
  }

  /** Continues with a history that continues the known one. */
  extend(history: History, added: readonly Event[]): void {
    this.#notebook.extend(history, added);
    this.#remember(added);
  }

  /**
   * Plays a part of the history. Returns the step of the turn that it completes, if any.
   *
   * @param isEnd - true if the history ends here, which completes the last answered turn
   */
  play(part: readonly Event[], isEnd: boolean): Step | undefined {
    const [turn] = [...this.#reader.read(part), ...(isEnd ? this.#reader.end() : [])];
    const error = this.#caught(() => this.#run.replay(part, isEnd, this.#inputs));
    if (turn !== undefined) return this.#notebook.step(turn, { error });
    if (error !== undefined) throw error.thrown;
    return undefined;
  }

  /** Makes the decision that is due at the end of a history, and returns its step. */
  decide(due: History): Step | undefined {
    const { current } = this.#reader;
    if (current === undefined) return undefined;
    let closes: TurnEnd['closes'];
    const error = this.#caught(() => {
      closes = this.#run.decide(due).closes;
    });
    return this.#notebook.step(current, { closes, error });
  }

  #remember(events: Iterable<Event>): void {
    const added = [...events];
    // Not by spreading, because a history may be longer than a list of arguments.
    for (const event of added) this.#events.push(event);
    // The record of what a redriven run takes over may be in several turns, and is read in the first one.
    this.#run.program.remember(notesIn(added));
  }

  /** Returns what a function throws. */
  #caught(work: () => void): TurnEnd['error'] {
    try {
      work();
      return undefined;
    } catch (error) {
      return { thrown: this.#hint(error) };
    }
  }
}

/** Cuts events behind the start of each decision task, with which the turn before is complete. */
export function* partsOf(events: Iterable<Event>): Generator<Event[]> {
  let part: Event[] = [];
  for (const event of events) {
    part.push(event);
    if (event.name !== 'DecisionTaskStarted') continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}
