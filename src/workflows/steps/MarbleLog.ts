import type { MarbleEnd, MarblePoint, MarbleRow } from './Marbles.js';
import type { Step, StepCommand, StepEvent } from './Step.js';

/** Rows of the commands that begin something. */
const kinds: Readonly<Record<string, MarbleRow['kind']>> = {
  ScheduleActivityTask: 'run',
  StartTimer: 'timer',
  StartChildWorkflowExecution: 'child',
  ScheduleLambdaFunction: 'lambda',
  SignalExternalWorkflowExecution: 'signalExternal',
  RequestCancelExternalWorkflowExecution: 'cancelExternal',
};

/** Commands by which a workflow unsubscribes, and the kinds of the rows that end then. */
const cancels: Readonly<Record<string, MarbleRow['kind']>> = {
  CancelTimer: 'timer',
  RequestCancelActivityTask: 'run',
};

/** Ends of the pipeline. */
const ends = { completed: 'complete', continued: 'complete', failed: 'error', canceled: 'cancel' } as const;

/**
 * Draws steps as marble rows: one for each command that begins something, and one for each signal. A row that changes is
 * a new object, and all others stay the same.
 */
export class MarbleLog {
  readonly #rows: MarbleRow[] = [];
  /** Indexes of rows by the events of their commands, and by the names of signals. */
  readonly #byOrigin = new Map<number, number>();
  readonly #byName = new Map<string, number>();
  #output: MarbleRow | undefined;

  /** The rows in the order in which they began, and the output as the last one. */
  get rows(): readonly MarbleRow[] {
    return this.#output === undefined ? [] : [...this.#rows, this.#output];
  }

  /** Draws the next step. */
  add(step: Step): void {
    const { turn, at, events, emitted, commands, open, outcome, error } = step;
    const now: MarblePoint = { turn, at };
    for (const event of events) this.#enter(event, { turn, at: event.at, eventId: event.id });
    for (const command of commands) this.#issue(command, now);
    for (const { name, kind } of open)
      if (kind === 'signal' || kind === 'cancelRequest') this.#named(kind, name, now);
    const output = this.#output ?? { kind: 'output', name: 'output', begin: now, values: [] };
    const values = [...output.values, ...emitted.map(value => ({ ...now, value }))];
    this.#output = { ...output, values: emitted.length === 0 ? output.values : values };
    if (outcome !== undefined) this.#close(now, outcome, error);
  }

  #enter(event: StepEvent, point: MarblePoint): void {
    const { name, about = '', origin } = event;
    if (name === 'WorkflowExecutionSignaled') this.#emit(this.#named('signal', about, point), point, event);
    else if (name === 'WorkflowExecutionCancelRequested')
      this.#emit(this.#named('cancelRequest', 'cancel request', point), point, event);
    else if (origin !== undefined) this.#answer(this.#byOrigin.get(origin), point, event);
  }

  /** Enters how something that was begun has ended. */
  #answer(index: number | undefined, point: MarblePoint, event: StepEvent): void {
    if (index === undefined || this.#rows[index]?.end !== undefined) return;
    const { name } = event;
    if (/Canceled$/.test(name)) this.#end(index, { ...point, kind: 'cancel', ...payloadOf(event) });
    else if (/(Failed|TimedOut|Terminated)$/.test(name))
      this.#end(index, { ...point, kind: 'error', ...payloadOf(event), ...reasonOf(event) });
    else if (/(Completed|Fired|Signaled|CancelRequested)$/.test(name)) {
      this.#emit(index, point, event);
      this.#end(index, { ...point, kind: 'complete' });
    }
  }

  #issue({ name, kind, id, eventId }: StepCommand, now: MarblePoint): void {
    const begun = kinds[kind];
    const canceled = cancels[kind];
    if (begun !== undefined) {
      const index = this.#rows.length;
      const begin = eventId === undefined ? now : { ...now, eventId };
      this.#rows.push({ kind: begun, name, id, begin, values: [] });
      if (eventId !== undefined) this.#byOrigin.set(eventId, index);
    } else if (canceled !== undefined) {
      const index = this.#rows.findLastIndex(row => row.kind === canceled && row.id === id);
      const point = eventId === undefined ? now : { ...now, eventId };
      if (index >= 0 && this.#rows[index]?.end === undefined) this.#end(index, { ...point, kind: 'cancel' });
    }
  }

  /** Returns the index of the row of a signal or of cancel requests. */
  #named(kind: 'signal' | 'cancelRequest', name: string, begin: MarblePoint): number {
    const known = this.#byName.get(name);
    if (known !== undefined) return known;
    this.#byName.set(name, this.#rows.length);
    this.#rows.push({ kind, name, begin, values: [] });
    return this.#rows.length - 1;
  }

  #emit(index: number, point: MarblePoint, event: StepEvent): void {
    const row = this.#rows[index];
    if (row !== undefined)
      this.#rows[index] = { ...row, values: [...row.values, { ...point, ...payloadOf(event) }] };
  }

  #end(index: number, end: MarbleEnd): void {
    const row = this.#rows[index];
    if (row !== undefined) this.#rows[index] = { ...row, end };
  }

  /** Ends the output and, with it, all that it still waits for. */
  #close(now: MarblePoint, outcome: keyof typeof ends, error: Step['error']): void {
    if (this.#output === undefined || this.#output.end !== undefined) return;
    const reason = error === undefined ? {} : { reason: `${error.name}: ${error.message}` };
    this.#output = { ...this.#output, end: { ...now, kind: ends[outcome], ...reason } };
    for (const [index, { end }] of this.#rows.entries())
      if (end === undefined) this.#end(index, { ...now, kind: 'cancel' });
  }
}

const payloadOf = ({ value }: StepEvent) => (value === undefined ? {} : { value });
const reasonOf = ({ reason, name }: StepEvent) => ({
  reason: reason ?? (/TimedOut$/.test(name) ? 'timed out' : name),
});
