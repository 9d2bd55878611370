import { omitUndefined } from '../../values/index.js';
import { labelOf } from '../layout/labelOf.js';
import { packSpans } from '../layout/packSpans.js';
import { titleOf } from '../layout/titleOf.js';
import type { Lane, Span, Timeline } from '../model/Timeline.js';
import { printable } from '../text/printable.js';

/** An event of a {@link PerfettoTrace}. */
export interface PerfettoEvent {
  readonly name: string;
  /** `X`: a slice. `i`: a moment. `M`: a name. `s` and `f`: the two ends of an arrow. */
  readonly ph: 'X' | 'i' | 'M' | 's' | 'f';
  /** Number of the run: 1 for that of the timeline, then its children. */
  readonly pid: number;
  /** Number of the track within the run. */
  readonly tid: number;
  /** Time in microseconds since the epoch. */
  readonly ts?: number | undefined;
  /** Duration in microseconds. */
  readonly dur?: number | undefined;
  readonly cat?: string | undefined;
  readonly id?: number | undefined;
  readonly s?: 't' | undefined;
  readonly bp?: 'e' | undefined;
  readonly args?: Readonly<Record<string, unknown>> | undefined;
}

/** A trace in the JSON format of Chrome, which https://ui.perfetto.dev and `chrome://tracing` open. */
export interface PerfettoTrace {
  readonly displayTimeUnit: 'ms';
  readonly traceEvents: readonly PerfettoEvent[];
}

/**
 * Converts a timeline to a trace for Perfetto: a process for each run, a thread for each lane, and an arrow to the runs
 * of a child. Numbers are the same for the same timeline. Idle times have their full length.
 *
 * @example
 * ```ts
 * import { writeFileSync } from 'node:fs';
 * import type { History } from 'rx-swf';
 * import { timelineOf, toPerfetto } from 'rx-swf/timeline';
 *
 * export const save = (history: History) =>
 *   writeFileSync('album-7.json', JSON.stringify(toPerfetto(timelineOf(history))));
 * ```
 */
export function toPerfetto(timeline: Timeline): PerfettoTrace {
  const trace = new Trace();
  trace.addRun(timeline);
  return { displayTimeUnit: 'ms', traceEvents: trace.events };
}

/** Collects events, and counts what they are numbered by. */
class Trace {
  readonly events: PerfettoEvent[] = [];
  #runs = 0;
  #arrows = 0;

  /** Adds a run and its children, with an arrow to it from the track that it was started from. */
  addRun(
    timeline: Timeline,
    origin?: { readonly pid: number; readonly tid: number; readonly at: number },
  ): void {
    this.#runs += 1;
    const pid = this.#runs;
    const [title = ''] = titleOf(timeline);
    this.#add({ ph: 'M', name: 'process_name', pid, tid: 0, args: { name: printable(title) } });
    this.#add({ ph: 'M', name: 'process_sort_index', pid, tid: 0, args: { sort_index: pid } });
    if (origin !== undefined) {
      this.#arrows += 1;
      const arrow = { name: 'starts', cat: 'child', id: this.#arrows };
      this.#add({ ...arrow, ph: 's', pid: origin.pid, tid: origin.tid, ts: toMicros(origin.at) });
      this.#add({ ...arrow, ph: 'f', bp: 'e', pid, tid: 1, ts: toMicros(timeline.start) });
    }
    let tid = 0;
    for (const lane of timeline.lanes) {
      const label = printable(labelOf({ lane, depth: 0, lanes: 1 }));
      for (const spans of packSpans(lane.spans)) {
        tid += 1;
        this.#add({ ph: 'M', name: 'thread_name', pid, tid, args: { name: label } });
        this.#add({ ph: 'M', name: 'thread_sort_index', pid, tid, args: { sort_index: tid } });
        for (const span of spans) this.#addSpan(span, lane, label, pid, tid);
      }
    }
  }

  #addSpan(span: Span, { kind }: Lane, name: string, pid: number, tid: number): void {
    const { start, started, end, runs = [], eventId, attempt, state, outcome } = span;
    const { reason, taskList, identity, runId, input, result, details } = span;
    const args = {
      eventId,
      attempt,
      state,
      outcome,
      reason,
      taskList,
      identity,
      runId,
      input,
      result,
      details,
    };
    const slice = { cat: kind, pid, tid };
    const at = { ts: toMicros(start), args: omitUndefined(args) };
    if (end === start) this.#add({ name, ph: 'i', s: 't', ...slice, ...at });
    else this.#add({ name, ph: 'X', ...slice, ...at, dur: toMicros(end - start) });
    if (started !== undefined && end > start) {
      this.#addPart('waits', slice, start, started);
      this.#addPart('runs', slice, started, end);
    }
    for (const run of runs) this.addRun(run, { pid, tid, at: Math.max(start, Math.min(run.start, end)) });
  }

  #addPart(name: string, slice: Pick<PerfettoEvent, 'cat' | 'pid' | 'tid'>, from: number, to: number): void {
    if (to > from) this.#add({ name, ph: 'X', ...slice, ts: toMicros(from), dur: toMicros(to - from) });
  }

  #add(event: PerfettoEvent): void {
    this.events.push(event);
  }
}

const toMicros = (milliseconds: number) => milliseconds * 1_000;
