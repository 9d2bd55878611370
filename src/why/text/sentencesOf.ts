import type { ActivityWait, ExplanationData, Wait } from '../data/ExplanationData.js';
import { isUnknown } from '../data/TaskListReport.js';
import { endingText } from './endingText.js';
import { leftOpenText } from './leftOpenText.js';
import type { Sentence } from './Sentence.js';
import { type TextOptions, typeText, Writer } from './Writer.js';
import { activitiesText, waitText } from './waitText.js';

/** Most waits of a kind that are written in full. */
const mostShown = 10;

/** Writes an explanation as sentences in plain English, one paragraph each. */
export function sentencesOf(data: ExplanationData, options: TextOptions = {}): Sentence[] {
  const headline = {
    depth: 0,
    text: headlineOf(data, new Writer(data.at, options)),
    isStuck: data.state === 'stuck',
  };
  return [headline, ...bodyOf(data, options, 0, 1)];
}

/**
 * Writes what follows the headline of an execution.
 *
 * @param depth - of the sentences about the execution itself
 * @param waitDepth - of the sentences about its waits
 */
function bodyOf(data: ExplanationData, options: TextOptions, depth: number, waitDepth: number): Sentence[] {
  const writer = new Writer(data.at, options);
  const say = (text: string): Sentence => ({ depth, text, isStuck: false });
  const { ending, deadline, waits, cancelRequestedAt } = data;
  if (ending !== undefined) {
    const left =
      ending.at === undefined ? [] : leftSentences(waits, new Writer(ending.at, options), waitDepth);
    const was = left.length === 0 ? [] : [say('When it closed, these were open:')];
    return [say(endingText(ending, writer)), ...was, ...left];
  }
  return [
    ...waitSentences(waits, writer, options, waitDepth),
    ...(cancelRequestedAt === undefined
      ? []
      : [say(`Its cancellation was requested ${writer.ago(cancelRequestedAt)}.`)]),
    ...(deadline === undefined ? [] : [say(deadlineText(deadline, writer))]),
  ];
}

function headlineOf({ execution, state }: ExplanationData, writer: Writer): string {
  const { workflowId, runId, workflowType, startedAt } = execution;
  const name = workflowId === undefined ? 'The execution' : `Execution "${workflowId}"`;
  const run = runId === undefined ? '' : `, run ${runId},`;
  const started = startedAt === undefined ? '' : ` It was started ${writer.ago(startedAt)}.`;
  return `${name}${typeText(workflowType)}${run} is ${state}.${started}`;
}

function deadlineText({ timeout, at, of }: NonNullable<ExplanationData['deadline']>, writer: Writer): string {
  const what = timeout === 'TIMER' ? of : `the ${timeout} timeout of ${of}`;
  return `Next deadline: ${what}, ${writer.until(at)}.`;
}

function waitSentences(
  waits: readonly Wait[],
  writer: Writer,
  options: TextOptions,
  depth: number,
): Sentence[] {
  const sentences: Sentence[] = [];
  for (const kind of new Set(waits.map(wait => wait.kind))) {
    // Those that need someone come first, because a long list is cut.
    const items = itemsOf(waits.filter(wait => wait.kind === kind)).sort((a, b) => stuck(b) - stuck(a));
    for (const item of items.slice(0, mostShown))
      sentences.push(...itemSentences(item, writer, options, depth));
    sentences.push(...moreOf(items.slice(mostShown).flat(), depth));
  }
  return sentences;
}

/** Several activities of a type that wait in the same task list are one item, because the same is true of all. */
function itemsOf(waits: readonly Wait[]): Wait[][] {
  const items = new Map<unknown, Wait[]>();
  for (const wait of waits) {
    const key = isUnclaimed(wait) ? `${wait.taskList}${typeText(wait.activityType)}${wait.isStuck}` : wait;
    items.set(key, [...(items.get(key) ?? []), wait]);
  }
  return [...items.values()];
}

const isUnclaimed = (wait: Wait): wait is ActivityWait =>
  wait.kind === 'activity' && wait.startedAt === undefined && wait.cancelRequestedAt === undefined;

const stuck = (item: readonly Wait[]): number => Number(item.some(({ isStuck }) => isStuck));

function itemSentences(
  item: readonly Wait[],
  writer: Writer,
  options: TextOptions,
  depth: number,
): Sentence[] {
  const [wait] = item;
  if (wait === undefined) return [];
  const text = item.length === 1 ? waitText(wait, writer) : activitiesText(item.filter(isUnclaimed), writer);
  const sentence = { depth, text, isStuck: wait.isStuck };
  const isExplained = wait.kind === 'child' && wait.explanation !== undefined && !isUnknown(wait.explanation);
  return isExplained ? [sentence, ...bodyOf(wait.explanation, options, depth + 1, depth + 1)] : [sentence];
}

const moreOf = ({ length }: readonly Wait[], depth: number): Sentence[] =>
  length === 0 ? [] : [{ depth, text: `And ${length} more of this kind.`, isStuck: false }];

function leftSentences(waits: readonly Wait[], writer: Writer, depth: number): Sentence[] {
  const shown = waits
    .slice(0, mostShown)
    .map(wait => ({ depth, text: leftOpenText(wait, writer), isStuck: false }));
  return [...shown, ...moreOf(waits.slice(mostShown), depth)];
}
