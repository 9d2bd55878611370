import type { Span } from '../model/Timeline.js';
import { formatDuration } from './formatDuration.js';
import { wordOf } from './noteOf.js';
import { isoTime } from './titleOf.js';

/** Returns all that is known of a span, one fact a line. @param label - that of its row, from `labelOf()` */
export function describeSpan(label: string, span: Span): readonly string[] {
  const { attempt, outcome, start, started, end, reason, taskList, identity, input, result, details, runId } =
    span;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['reason', reason],
    ['task list', taskList],
    ['taken by', identity],
    ['run', runId],
    ['input', input],
    ['result', result],
    ['details', details],
    ['cancel requested', span.cancelRequested === undefined ? undefined : isoTime(span.cancelRequested)],
    ['due', span.due === undefined ? undefined : isoTime(span.due)],
  ];
  const waited = started === undefined ? '' : `, of which it waited ${formatDuration(started - start)}`;
  return [
    `${label}${attempt > 1 ? `, attempt ${attempt}` : ''}: ${wordOf(outcome)}`,
    `${isoTime(start)}${end > start ? `, ${formatDuration(end - start)}${waited}` : ''}`,
    ...facts.flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`])),
  ];
}
