import type { ExplanationData, Wait } from '../data/ExplanationData.js';
import { isUnknown } from '../data/TaskListReport.js';
import { endingText } from './endingText.js';
import type { Sentence } from './Sentence.js';
import { type TextOptions, typeText, Writer } from './Writer.js';
import { waitText } from './waitText.js';

/** Waits of one kind that are written in full; a long list is summed up. */
const mostShown = 10;

/** Writes an explanation as sentences in plain English, one paragraph each. */
export function sentencesOf(data: ExplanationData, options: TextOptions = {}, depth = 0): Sentence[] {
  const writer = new Writer(data.at, options);
  const say = (text: string, isStuck = false): Sentence => ({ depth, text, isStuck });
  const { ending, deadline, waits, cancelRequestedAt } = data;
  const wasWaiting = ending !== undefined && waits.length > 0;
  return [
    say(headline(data, writer), data.state === 'stuck'),
    ...(ending === undefined ? [] : [say(endingText(ending, writer))]),
    ...(wasWaiting ? [say('When it closed, it was waiting:')] : []),
    ...waitSentences(waits, writer, options, depth + 1),
    ...(cancelRequestedAt === undefined
      ? []
      : [say(`Its cancellation was requested ${writer.ago(cancelRequestedAt)}.`)]),
    ...(deadline === undefined ? [] : [say(deadlineText(deadline, writer))]),
  ];
}

function headline({ execution, state }: ExplanationData, writer: Writer): string {
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
    const ofKind = waits
      .filter(wait => wait.kind === kind)
      .sort((a, b) => Number(b.isStuck) - Number(a.isStuck));
    for (const wait of ofKind.slice(0, mostShown)) {
      sentences.push({ depth, text: waitText(wait, writer), isStuck: wait.isStuck });
      if (wait.kind === 'child' && wait.explanation !== undefined && !isUnknown(wait.explanation))
        sentences.push(...sentencesOf(wait.explanation, options, depth + 1));
    }
    const more = ofKind.length - mostShown;
    if (more > 0) sentences.push({ depth, text: `And ${more} more of this kind.`, isStuck: false });
  }
  return sentences;
}
