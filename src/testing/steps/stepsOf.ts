import type { History } from '../../history/index.js';
import type { AnyWorkflow } from '../../workflows/index.js';
import type { Step } from '../../workflows/steps/Step.js';
import { partsOf, Stepper } from '../../workflows/steps/Stepper.js';
import { dueOf } from '../replay/dueOf.js';
import { prepareReplay, type ReplayOptions } from '../replay/prepareReplay.js';
import type { RecordedHistory } from '../replay/RecordedHistory.js';
import { hinted } from '../replay/replay.js';

/**
 * Replays a history turn by turn, and yields each turn: the events that came in, what the pipeline emitted, the
 * commands, the exposed values, and what the workflow waits for then. If a decision is due at the end of the
 * history, it is made too, as the last step. The code of a turn runs when its step is asked for.
 *
 * If the code fails or doesn't match the history, the step of that turn says so in `error`, and is the last one.
 *
 * @throws `InvalidArgumentError` if the history is not the complete history of a run of this workflow
 * @see {@link replay}, which throws the error
 * @example
 * ```ts
 * import { readFileSync } from 'node:fs';
 * import { stepsOf } from 'rx-swf/testing';
 * import { activity, workflow } from 'rx-swf/workflows';
 *
 * const resize = activity<string, string>({ name: 'Resize', version: '1' });
 * const thumbnail = workflow({ name: 'Thumbnail', version: '1' }, (file: string, { run }) => run(resize, file));
 *
 * for (const { turn, events, commands, open } of stepsOf(thumbnail, readFileSync('album-7.json', 'utf8')))
 *   console.log(turn, events.map(({ name }) => name), commands.map(({ name }) => name), open);
 * ```
 */
export function stepsOf(
  workflow: AnyWorkflow,
  history: RecordedHistory,
  options: ReplayOptions = {},
): Generator<Step, void, undefined> {
  const { whole, of } = prepareReplay('stepsOf()', workflow, history, options);
  const hint = (error: unknown) => (options.runId === undefined ? hinted(error) : error);
  return steps(new Stepper(workflow, of, whole, hint), whole);
}

function* steps(stepper: Stepper, history: History): Generator<Step, void, undefined> {
  const due = dueOf(history);
  for (const part of partsOf(due ?? history)) {
    const isEnd = due === undefined && part.at(-1)?.id === history.lastEventId;
    const step = stepper.play(part, isEnd);
    if (step !== undefined) yield step;
    if (step?.error !== undefined) return;
  }
  const last = due === undefined ? undefined : stepper.decide(due);
  if (last !== undefined) yield last;
}
