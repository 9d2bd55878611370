import type { Event, History } from '../../history/index.js';
import { notesIn } from '../../workflows/commands/notes.js';
import { RecordedInputs } from '../../workflows/commands/RecordedInputs.js';
import type { AnyWorkflow } from '../../workflows/index.js';
import { replayOf } from '../../workflows/query/ExecutionView.js';
import type { Run } from '../../workflows/replay/Run.js';
import { Notebook, type TurnEnd } from '../../workflows/steps/Notebook.js';
import type { Step } from '../../workflows/steps/Step.js';
import { toJsonValue } from '../../workflows/steps/toJsonValue.js';
import { TurnReader } from '../../workflows/turns/TurnReader.js';
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
  const emitted: unknown[] = [];
  const run = replayOf(workflow, { ...of, onEmitted: value => emitted.push(toJsonValue(value)) });
  // The record of what a redriven run takes over may be in several turns, and is read in the first one.
  run.program.remember(notesIn(whole));
  const notebook = new Notebook(whole, of.converter, run.program, emitted);
  const hint = (error: unknown) => (options.runId === undefined ? hinted(error) : error);
  return steps(run, whole, new RecordedInputs(whole, of.converter), notebook, hint);
}

function* steps(
  run: Run,
  history: History,
  inputs: RecordedInputs,
  notebook: Notebook,
  hint: (error: unknown) => unknown,
): Generator<Step, void, undefined> {
  const reader = new TurnReader();
  const due = dueOf(history);
  for (const part of partsOf(due ?? history)) {
    const isEnd = due === undefined && part.at(-1)?.id === history.lastEventId;
    const [turn] = [...reader.read(part), ...(isEnd ? reader.end() : [])];
    const error = caught(() => run.replay(part, isEnd, inputs), hint);
    if (turn !== undefined) yield notebook.step(turn, { error });
    else if (error !== undefined) throw error.thrown;
    if (error !== undefined) return;
  }
  const { current } = reader;
  if (due === undefined || current === undefined) return;
  let closes: TurnEnd['closes'];
  const error = caught(() => {
    closes = run.decide(due).closes;
  }, hint);
  yield notebook.step(current, { closes, error });
}

/** Cuts a history behind the start of each decision task, with which the turn before is complete. */
function* partsOf(history: History): Generator<Event[]> {
  let part: Event[] = [];
  for (const event of history) {
    part.push(event);
    if (event.name !== 'DecisionTaskStarted') continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}

/** Returns what a function throws. */
function caught(
  work: () => void,
  hint: (error: unknown) => unknown,
): { readonly thrown: unknown } | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return { thrown: hint(error) };
  }
}
