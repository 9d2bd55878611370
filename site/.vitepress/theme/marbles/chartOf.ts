import type { Lane, Span, Timeline } from 'rx-swf/timeline';
import type { Emission, RecordedPipeline } from '../../../runtime/messages.js';
import { durationText } from './durationText.js';
import type { Marble, MarbleChart, MarbleRow, RowEnd } from './MarbleChart.js';
import { ValueNames } from './ValueNames.js';

/** Milliseconds from which on a wait is written above the chart. */
const longWait = 1_000;
/** Number of rows from which on a chart no longer fits a page. */
const mostRows = 24;

/** A row whose places are ids of events. */
interface RecordedRow extends Omit<MarbleRow, 'from' | 'to' | 'marbles'> {
  readonly from: number;
  /** The event that ended it; `undefined` while it is open. */
  readonly to: number | undefined;
  readonly values: readonly { readonly at: number; readonly value: string }[];
  /** Events of this row that the workflow learned of, and which therefore have columns of their own. */
  readonly inputs: readonly number[];
}

/**
 * Returns the marbles of a run: a row for each Observable that the workflow subscribed to, and one for its own values.
 *
 * Each event that the workflow learns of is a column. What it does in answer, such as the next subscription, is at the
 * same column, as in marble tests.
 */
export function chartOf({ turns, times, timers, emissions }: RecordedPipeline): MarbleChart {
  const rows = turns.lanes.flatMap(lane => rowsOf(lane, turns, timers));
  const shown = [...rows.slice(0, mostRows), resultOf(turns, emissions)];
  const inputs = [...new Set(shown.flatMap(row => row.inputs))].sort((a, b) => a - b);
  const columnOf = (event: number) => inputs.filter(input => input <= event).length;
  // What is open reaches to a column of its own, for the present.
  const now = inputs.length + 1;
  const names = new ValueNames();
  return {
    title: `${turns.workflowType?.name ?? 'Execution'} ${turns.workflowId ?? ''}`.trim(),
    columns: shown.some(({ to }) => to === undefined) ? now + 1 : now,
    jumps: inputs.flatMap((input, i) => {
      const wait = timeOf(times, input) - timeOf(times, inputs[i - 1] ?? 1);
      return wait < longWait ? [] : [{ column: i + 1, text: durationText(wait) }];
    }),
    rows: shown.map(({ values, from, to, inputs: _, ...row }) => ({
      ...row,
      from: columnOf(from),
      to: to === undefined ? now : columnOf(to),
      marbles: marblesOf(values, columnOf, names),
    })),
    legend: names.legend,
  };
}

const timeOf = (times: readonly number[], event: number) => times[event - 1] ?? 0;

function marblesOf(
  values: RecordedRow['values'],
  columnOf: (event: number) => number,
  names: ValueNames,
): readonly Marble[] {
  const columns = values.map(({ at }) => columnOf(at));
  return values.map(({ value }, i) => {
    const column = columns[i] ?? 0;
    const shift = columns.slice(0, i).filter(before => before === column).length;
    return { column, shift, ...names.nameOf(value) };
  });
}

function rowsOf(lane: Lane, turns: Timeline, timers: RecordedPipeline['timers']): readonly RecordedRow[] {
  switch (lane.kind) {
    case 'activity':
      return lane.spans.map(span => spanRow(`run ${lane.name}`, span));
    case 'lambda':
    case 'child':
      return lane.spans.map(span => spanRow(`${lane.kind} ${lane.name}`, span));
    case 'timer':
      return lane.spans.map(span => {
        const length = durationText(1_000 * (timers.get(span.start) ?? 0));
        return spanRow(`timer ${length}`, { ...span, result: '0' });
      });
    case 'signal':
    case 'cancelRequest':
      return [signalRow(lane, turns)];
    default:
      return [];
  }
}

function spanRow(label: string, span: Span): RecordedRow {
  const { start, end: stop, outcome, input = '', result = 'undefined', reason = '' } = span;
  const end = endOf(outcome);
  // A timer is canceled, and a subscription abandoned, by the workflow itself.
  const isInput = end === 'completed' || end === 'failed';
  return {
    label,
    detail: input,
    from: start,
    to: end === 'open' ? undefined : stop,
    end,
    values: end === 'completed' ? [{ at: stop, value: result }] : [],
    inputs: isInput ? [stop] : [],
    reason,
  };
}

function signalRow({ kind, name, spans }: Lane, { start, end, outcome }: Timeline): RecordedRow {
  return {
    label: kind === 'signal' ? `signal ${name}` : 'cancel request',
    detail: '',
    from: start,
    to: outcome === 'open' ? undefined : end,
    end: 'open',
    values: spans.map(span => ({ at: span.start, value: span.input ?? 'undefined' })),
    inputs: spans.map(span => span.start),
    reason: '',
  };
}

function resultOf(turns: Timeline, emissions: readonly Emission[]): RecordedRow {
  const { start, end: stop, outcome, reason = '' } = turns;
  return {
    label: turns.workflowType?.name ?? 'result',
    detail: 'the pipeline',
    from: start,
    to: outcome === 'open' ? undefined : stop,
    end: endOf(outcome),
    values: emissions.flatMap(({ eventId, values }) =>
      values.map(value => ({ at: eventId, value: JSON.stringify(value) ?? 'undefined' })),
    ),
    inputs: outcome === 'terminated' || outcome === 'timedOut' ? [stop] : [],
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
