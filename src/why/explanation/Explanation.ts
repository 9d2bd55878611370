import type { Ending, ExplanationData, NextDeadline, Wait } from '../data/ExplanationData.js';
import type { Sentence } from '../text/Sentence.js';
import { sentencesOf } from '../text/sentencesOf.js';
import type { TextOptions } from '../text/Writer.js';

/**
 * Why an execution waits, or how it ended. A `JSON.stringify`-able value whose `toString()` is plain English.
 *
 * An execution is `'stuck'` if at least one of these holds; otherwise, an open one is `'waiting'`:
 *
 * - A decision task or an activity has waited in its task list for longer than `patience`, no task was seen to be taken
 *   from the list since, and none that was taken is still being worked on. A sticky task list doesn't count: SWF
 *   leaves it after its timeout.
 * - The last `repeats` decision tasks were taken and not answered in time, the last `repeats` decisions failed
 *   (`rx-swf.error`), or SWF refused decisions of the last `repeats` turns.
 * - Nothing is open, and SWF refused a decision of the latest turns.
 * - Nothing is open, and the code is known to react neither to signals nor to a cancel request.
 * - A child is stuck.
 */
export class Explanation implements ExplanationData {
  readonly execution: ExplanationData['execution'];
  readonly state: ExplanationData['state'];
  readonly at: Date;
  readonly waits: readonly Wait[];
  declare readonly deadline?: NextDeadline;
  declare readonly cancelRequestedAt?: Date;
  declare readonly ending?: Ending;

  constructor(data: ExplanationData) {
    this.execution = data.execution;
    this.state = data.state;
    this.at = data.at;
    this.waits = data.waits;
    Object.freeze(Object.assign(this, data));
  }

  /** Returns the text, one paragraph each for the execution, its waits, and those of its children. */
  sentences(options: TextOptions = {}): readonly Sentence[] {
    return sentencesOf(this, options);
  }

  /** The sentences, one paragraph a line, indented by depth. Times are in UTC. */
  toString(): string {
    return this.sentences()
      .map(({ depth, text }) => `${'  '.repeat(depth)}${text}`)
      .join('\n');
  }

  toJSON(): ExplanationData {
    return { ...this };
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
}
