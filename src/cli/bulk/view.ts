import type { ExecutionOperation } from '../../streams/bulk/ExecutionOperation.js';
import type { Outcome, Tally } from '../../streams/bulk/Outcome.js';
import type { Count } from '../../values/index.js';
import type { ExecutionRecord } from '../executions/ExecutionRecord.js';
import { jsonText } from '../frame/jsonText.js';
import type { Look } from '../frame/Look.js';
import { oneLine } from '../frame/oneLine.js';
import { durationText } from '../frame/times.js';
import { listView } from '../list/view.js';
import type { PlannedCall } from './callOf.js';

type Verbs = ExecutionOperation['verbs'];

const numberText = (value: number) => value.toLocaleString('en-US');

/** Renders a number of executions. SWF may have stopped counting. */
export const countText = ({ count, truncated }: Count): string =>
  `${truncated ? 'more than ' : ''}${numberText(count)} execution${count === 1 ? '' : 's'}`;

/** Renders the first executions of a selection, and how many there are besides. */
export function sampleView(
  sample: readonly ExecutionRecord[],
  { count, truncated }: Count,
  look: Look,
): string {
  const more = Math.max(0, count - sample.length);
  const rest = more === 0 ? '' : `… and ${truncated ? 'more than ' : ''}${numberText(more)} more\n`;
  return `${listView(sample, ['id', 'type', 'state', 'started', 'age', 'tags'], look)}${rest}`;
}

/** Renders the question that confirms an operation. */
export const questionText = (verbs: Verbs, count: Count, domain: string): string =>
  `${verbs.plain} ${countText(count)} of the domain ${oneLine(domain)}? Type ${count.count} or yes: `;

/** Renders a call that is not made, for one execution or as the first of several. */
export const callView = ({ operation, input }: PlannedCall, count?: number): string => {
  const extent =
    count === undefined ? '' : `and likewise for each of ${countText({ count, truncated: false })}\n`;
  return `Would call ${operation} with\n${jsonText(input, 2)}\n${extent}`;
};

/** Renders what was done to one execution. */
export const doneText = (verbs: Verbs, workflowId: string, runId?: string): string =>
  `${verbs.done} ${oneLine(workflowId)}${runId === undefined ? '' : `, run ${runId}`}.\n`;

/**
 * Renders how far an operation is.
 *
 * @param total - number of executions, if known
 * @param elapsed - time that it has taken so far, in milliseconds
 */
export function progressText(verbs: Verbs, tally: Tally, total: number | undefined, elapsed: number): string {
  const { ok, skipped, failed } = tally;
  const done = ok + skipped + failed;
  const perSecond = elapsed > 0 ? (done * 1_000) / elapsed : 0;
  const left = total === undefined || perSecond === 0 || done >= total ? 0 : (total - done) / perSecond;
  return [
    `${verbs.doing}: ${numberText(done)}${total === undefined ? '' : ` of ${numberText(total)}`}`,
    skipped > 0 && `${numberText(skipped)} skipped`,
    failed > 0 && `${numberText(failed)} failed`,
    perSecond > 0 && `${numberText(Math.round(perSecond))}/s`,
    left >= 1 && `${durationText(left * 1_000)} left`,
  ]
    .filter(part => part !== false)
    .join(', ');
}

/** Renders the result of an operation on a selection. */
export function summaryText(verbs: Verbs, tally: Tally, report: string): string {
  const { ok, skipped, failed, failure } = tally;
  const numbers = `${verbs.done} ${countText({ count: ok, truncated: false })}, ${numberText(skipped)} skipped, ${numberText(failed)} failed.`;
  return `${numbers} Report: ${report}\n${failure === undefined ? '' : failureText(failure)}`;
}

const failureText = ({ workflowId, error = '' }: Outcome): string =>
  `The first failure is ${oneLine(workflowId)}: ${oneLine(error)}\n`;
