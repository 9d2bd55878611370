import { isFailure } from '../model/Outcome.js';
import type { LaneKind, Span } from '../model/Timeline.js';
import { formatDuration } from './formatDuration.js';
import type { Row } from './rowsOf.js';

/** Returns what is noteworthy about a row in a few words: the duration, then why it failed, or what came of it. */
export function noteOf({ lane: { spans, kind } }: Row): string {
  const [first, ...others] = spans;
  const last = others.at(-1) ?? first;
  if (last === undefined) return '';
  const failures = spans.filter(({ outcome }) => isFailure(outcome)).length;
  const duration = spans.reduce((sum, { start, end }) => sum + end - start, 0);
  const count = others.length > 0 ? `${spans.length.toLocaleString('en-US')}×` : '';
  return [
    [count, timeless.has(kind) ? '' : formatDuration(duration)].filter(part => part !== '').join(' '),
    others.length > 0 && failures > 0 ? `${failures.toLocaleString('en-US')} failed` : '',
    spans.length <= manyAttempts || last.outcome !== 'completed' ? outcomeText(last) : '',
  ]
    .filter(part => part !== '')
    .join(', ');
}

/** Kinds that take no time. */
const timeless: ReadonlySet<LaneKind> = new Set([
  'signal',
  'marker',
  'cancelRequest',
  'failedDecision',
  'unknown',
]);

/** Number of spans from which on the result of the last one says little about the lane. */
const manyAttempts = 10;

/** Returns how a span ended, with its reason or its result, or what an open one waits for. */
export function outcomeText({
  outcome,
  state,
  reason,
  result,
  details,
  input,
  due,
  end,
  started,
  taskList,
}: Span): string {
  const payload = brief(result ?? details ?? input ?? '');
  if (outcome === 'open') {
    if (due !== undefined) return `due in ${formatDuration(due - end)}`;
    return started === undefined && taskList !== undefined && state === 'scheduled'
      ? `waits in ${taskList}`
      : 'open';
  }
  if (outcome === 'completed') return payload;
  const why = reason ?? payload;
  return why === '' ? wordOf(outcome) : `${wordOf(outcome)}: ${why}`;
}

/** Returns an outcome as a word. */
export const wordOf = (outcome: string): string =>
  outcome.replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`);

/** Returns JSON that is shorter to read: without the quotes of its names. */
const brief = (json: string): string =>
  json
    .replaceAll(/"(\w+)":/g, '$1: ')
    .replaceAll(/,(?=\S)/g, ', ')
    .replaceAll('"', "'");
