import type { Lane, Span, Timeline } from 'rx-swf/timeline';
import type { RecordedRun } from '../../../runtime/messages.js';
import { durationText } from './durationText.js';
import type { Marble, MarbleChart, MarbleRow, RowEnd } from './MarbleChart.js';
import { ValueNames } from './ValueNames.js';

/** Milliseconds from which on a wait is written above the chart. */
const longWait = 1_000;
/** Number of rows from which on a chart no longer fits a page. */
const mostRows = 24;

/** A row whose places are times. */
interface TimedRow extends Omit<MarbleRow, 'from' | 'to' | 'marbles'> {
  readonly from: number;
  readonly to: number;
  readonly values: readonly { readonly at: number; readonly value: string }[];
}

/** Returns the marbles of a run: a row for each Observable that the workflow subscribed to, and one for its own values. */
export function chartOf({ timeline, emissions = [] }: RecordedRun): MarbleChart {
  const lanes = timeline.lanes.flatMap(lane => rowsOf(lane, timeline));
  const shown = [...lanes.slice(0, mostRows), resultOf(timeline, emissions)];
  const times = [...new Set(shown.flatMap(timesOf))].sort((a, b) => a - b);
  const columns = new Map(times.map((time, column) => [time, column]));
  const columnOf = (time: number) => columns.get(time) ?? 0;
  const names = new ValueNames();
  return {
    title: `${timeline.workflowType?.name ?? 'Execution'} ${timeline.workflowId ?? ''}`.trim(),
    columns: times.length,
    jumps: times.flatMap((time, column) => {
      const wait = time - (times[column - 1] ?? time);
      return wait < longWait ? [] : [{ column, text: durationText(wait) }];
    }),
    rows: shown.map(({ values, from, to, ...row }) => ({
      ...row,
      from: columnOf(from),
      to: columnOf(to),
      marbles: marblesOf(values, columnOf, names),
    })),
    legend: names.legend,
  };
}

function marblesOf(
  values: TimedRow['values'],
  columnOf: (time: number) => number,
  names: ValueNames,
): readonly Marble[] {
  return values.map(({ at, value }, i) => ({
    column: columnOf(at),
    shift: values.slice(0, i).filter(before => before.at === at).length,
    ...names.nameOf(value),
  }));
}

const timesOf = ({ from, to, values }: TimedRow) => [from, to, ...values.map(({ at }) => at)];

function rowsOf(lane: Lane, timeline: Timeline): readonly TimedRow[] {
  switch (lane.kind) {
    case 'activity':
      return lane.spans.map(span => spanRow(`run ${lane.name}`, span, span.result ?? 'undefined'));
    case 'lambda':
      return lane.spans.map(span => spanRow(`lambda ${lane.name}`, span, span.result ?? 'undefined'));
    case 'child':
      return lane.spans.map(span => spanRow(`child ${lane.name}`, span, span.result ?? 'undefined'));
    case 'timer':
      return lane.spans.map(span =>
        spanRow(`timer ${durationText((span.due ?? span.end) - span.start)}`, span, '0'),
      );
    case 'signal':
    case 'cancelRequest':
      return [signalRow(lane, timeline)];
    default:
      return [];
  }
}

function spanRow(label: string, span: Span, value: string): TimedRow {
  const end = endOf(span.outcome);
  // What begins and ends within a millisecond still needs two places.
  const to = Math.max(span.end, span.start + 0.5);
  return {
    label,
    detail: span.input ?? '',
    from: span.start,
    to,
    end,
    values: end === 'completed' ? [{ at: to, value }] : [],
    reason: span.reason ?? '',
  };
}

function signalRow({ kind, name, spans }: Lane, { start, end }: Timeline): TimedRow {
  return {
    label: kind === 'signal' ? `signal ${name}` : 'cancel request',
    detail: '',
    from: start,
    to: end,
    end: 'open',
    values: spans.map(span => ({ at: span.start, value: span.input ?? 'undefined' })),
    reason: '',
  };
}

function resultOf(timeline: Timeline, emissions: RecordedRun['emissions'] = []): TimedRow {
  const { start, end, outcome, reason = '' } = timeline;
  return {
    label: timeline.workflowType?.name ?? 'result',
    detail: 'the pipeline',
    from: start,
    to: Math.max(end, start + 0.5),
    end: endOf(outcome),
    values: emissions.flatMap(({ at, values }) =>
      values.map(value => ({ at, value: JSON.stringify(value) ?? 'undefined' })),
    ),
    reason,
  };
}

function endOf(outcome: Span['outcome']): RowEnd {
  switch (outcome) {
    case 'completed':
    case 'open':
      return outcome;
    case 'canceled':
    case 'abandoned':
      return 'canceled';
    default:
      return 'failed';
  }
}
