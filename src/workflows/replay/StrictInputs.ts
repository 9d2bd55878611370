import type { Event } from '../../history/index.js';
import type { DataConverter } from '../../payloads/index.js';
import { type Command, describeCommand } from '../commands/Command.js';
import {
  hasInput,
  type InputCheck,
  inputOf,
  normalInput,
  RecordedInputs,
} from '../commands/RecordedInputs.js';
import { DeterminismError } from '../errors/DeterminismError.js';

/**
 * Refuses commands whose outcomes are taken over and whose inputs differ from the recorded ones: they would get the
 * outcomes of other inputs. What is done again may have another input.
 */
export class StrictInputs implements InputCheck {
  readonly #converter: DataConverter;
  readonly #swaps: InputCheck;
  readonly #isTaken: (event: Event) => boolean;
  readonly #runId: readonly [recorded: string, issued: string];

  /**
   * @param isTaken - returns whether the outcome of a recorded command is taken over
   * @param runId - the id of the recorded run, and that of the run that takes it over
   */
  constructor(
    events: Iterable<Event>,
    converter: DataConverter,
    isTaken: (event: Event) => boolean,
    runId: readonly [recorded: string, issued: string],
  ) {
    this.#converter = converter;
    this.#swaps = new RecordedInputs(events, converter);
    this.#isTaken = isTaken;
    this.#runId = runId;
  }

  /** @throws `DeterminismError` for an input that differs */
  swappedWith(command: Command, event: Event): Event | undefined {
    if (!this.#isTaken(event)) return undefined;
    const swapped = this.#swaps.swappedWith(command, event);
    if (swapped !== undefined || !hasInput(event)) return swapped;
    const [issued, recorded] = [inputOf(command.decision), event.attributes.input];
    if (issued === recorded) return undefined;
    const ours = normalInput(this.#converter, issued);
    const theirs = normalInput(this.#converter, recorded);
    if (ours === undefined || theirs === undefined || this.#alike(ours, theirs)) return undefined;
    throw new DeterminismError(
      `${describeCommand(command)} is issued with another input than recorded (event ${event.id})`,
      'Its result is not that of the new input: redrive from this command on, or keep the input as it was',
    );
  }

  /** A workflow may pass on the id of its own run. */
  #alike(issued: string, recorded: string): boolean {
    const [before, now] = this.#runId;
    return issued === recorded || issued.replaceAll(now, before) === recorded;
  }
}
