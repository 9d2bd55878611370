import type { ChildExecution, Event, History } from '../../history/index.js';
import { isKnown } from '../../history/index.js';
import type { TypeId } from '../../values/index.js';
import { omitUndefined } from '../../values/index.js';
import type { Lane, LaneKind, Span } from '../model/Timeline.js';
import type { SpanContext } from './SpanContext.js';
import { type SpanSource, spanOf } from './spanOf.js';

interface OpenLane extends Omit<Lane, 'spans'> {
  readonly spans: Span[];
}

/** Collects spans in lanes by kind and id. */
class LaneTable {
  readonly #lanes = new Map<string, OpenLane>();

  add(kind: LaneKind, id: string, span: Span, name = id, version?: string): void {
    const key = `${kind} ${id}`;
    const lane = this.#lanes.get(key);
    if (lane === undefined)
      this.#lanes.set(key, { kind, id, ...omitUndefined({ name, version }), spans: [span] });
    else lane.spans.push(span);
  }

  /** The lanes, in the order in which they began. */
  get all(): readonly Lane[] {
    const lanes = [...this.#lanes.values()];
    for (const { spans } of lanes) spans.sort((a, b) => a.eventId - b.eventId);
    return lanes.sort((a, b) => firstEvent(a) - firstEvent(b));
  }
}

const firstEvent = ({ spans }: Lane) => spans[0]?.eventId ?? 0;

/** Returns the lanes of a history, the one of the execution itself first. */
export function lanesOf(history: History, context: SpanContext): readonly Lane[] {
  if (history.length === 0) return [];
  const { execution } = history;
  const isClosed = !execution.isOpen;
  const table = new LaneTable();
  const span = (source: SpanSource) => spanOf(source, context, { isClosed });
  for (const one of history.activities)
    table.add('activity', one.id, span(one), ...typeOf(one.activityType, one.id));
  for (const one of history.lambdaFunctions) table.add('lambda', one.id, span(one), one.name);
  for (const one of history.timers) table.add('timer', one.id, span(one));
  for (const one of history.childExecutions)
    table.add('child', one.id, childSpan(one, context, isClosed), ...typeOf(one.workflowType, one.id));
  for (const one of history.signals) table.add('signal', one.id, span(one));
  for (const one of history.markers) table.add('marker', one.id, span(one));
  for (const one of history.externalSignals) {
    const { id, signalName = id } = one;
    table.add('externalSignal', signalName === id ? id : `${id} ${signalName}`, span(one), signalName);
  }
  for (const one of history.externalCancels) table.add('externalCancel', one.id, span(one));
  for (const one of history.decisions)
    table.add('decision', 'decisions', span({ ...one, isOpen: one.isOpen, attempt: 1 }));
  for (const event of history) addEvent(table, event, span);
  return [executionLane(history, context), ...table.all];
}

/** Adds what the compiled state of a history has no entity for. */
function addEvent(table: LaneTable, event: Event, span: (source: SpanSource) => Span): void {
  const { name, id: eventId, state, timestamp } = event;
  const source = { eventId, state, isOpen: false, life: [{ state, timestamp }] };
  if (!isKnown(event)) table.add('unknown', name, span(source));
  else if (event.name === 'WorkflowExecutionCancelRequested')
    table.add('cancelRequest', 'cancelRequest', span({ ...source, cause: event.attributes.cause }));
  else if (beganNothing.has(name))
    table.add(
      'failedDecision',
      name.replace(/Failed$/, ''),
      span({ ...source, ...causeOf(event.attributes) }),
    );
}

/** The failed decisions that are not a state of the thing that they wanted to begin. */
const beganNothing: ReadonlySet<string> = new Set([
  'CompleteWorkflowExecutionFailed',
  'FailWorkflowExecutionFailed',
  'CancelWorkflowExecutionFailed',
  'ContinueAsNewWorkflowExecutionFailed',
  'RequestCancelActivityTaskFailed',
  'CancelTimerFailed',
]);

const causeOf = (attributes: object) =>
  'cause' in attributes && typeof attributes.cause === 'string' ? { cause: attributes.cause } : {};

function executionLane({ execution, first, last }: History, context: SpanContext): Lane {
  const { workflowType, startTimestamp, closeTimestamp } = execution;
  const earliest = [first, last].flatMap(event => event?.timestamp ?? []);
  const begin = startTimestamp ?? new Date(Math.min(...earliest.map(time => time.getTime())));
  const life = [
    { state: 'started', timestamp: begin },
    ...(closeTimestamp === undefined ? [] : [{ state: execution.state, timestamp: closeTimestamp }]),
  ];
  const { taskList, rawInput, rawResult, rawDetails, reason, timeoutType, cause, state, isOpen, partial } =
    execution;
  const source = {
    taskList,
    rawInput,
    rawResult,
    rawDetails,
    reason,
    timeoutType,
    cause,
    state,
    isOpen,
    partial,
  };
  const span = spanOf({ ...source, life, eventId: execution.eventId }, context, { isClosed: false });
  const id = context.workflowId ?? 'execution';
  const [name, version] = typeOf(workflowType, id);
  return omitUndefined({ kind: 'execution' as const, id, name, version, spans: [span] });
}

const childSpan = (child: ChildExecution, context: SpanContext, isClosed: boolean) =>
  spanOf(child, context, { isClosed, runs: context.runs(child) });

const typeOf = (type: Partial<TypeId> | undefined, id: string): [string, string | undefined] => [
  type?.name ?? id,
  type?.version,
];
