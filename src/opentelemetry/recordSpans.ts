import {
  type Attributes,
  type Exception,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import type { MonoTypeOperatorFunction } from 'rxjs';
import { checkOptions, reasonOf } from '../requests/index.js';
import type { ActorEvent, Task } from '../streams/index.js';
import {
  answerAttributes,
  candidateAttributes,
  errorType,
  operationAttributes,
  taskAttributes,
} from './attributes.js';
import { attribute, schemaUrl, scope } from './conventions.js';
import { type Recorder, recordWith } from './Recorder.js';

/** Options of {@link recordSpans}. */
export interface SpansOptions {
  /** Tracer for the spans. @defaultValue the tracer of the global provider at the time of subscription */
  readonly tracer?: Tracer;
  /** Attributes to add to every span. @defaultValue none */
  readonly attributes?: Attributes;
}

const spans = new WeakMap<Task, Span>();

/**
 * Returns the span that {@link recordSpans} has created for a task, even if the span has ended. Use it as the
 * parent of spans for the work on the task.
 *
 * @example
 * ```ts
 * import { context, trace } from '@opentelemetry/api';
 * import { ActivityWorker, perform } from 'rx-swf';
 * import { spanOf } from 'rx-swf/opentelemetry';
 *
 * new ActivityWorker<{ url: string }>('media', 'downloads').pipe(
 *   perform(task => {
 *     const span = spanOf(task);
 *     const parent = span === undefined ? context.active() : trace.setSpan(context.active(), span);
 *     return context.with(parent, async () => (await fetch(task.input.url)).status);
 *   }),
 * ).subscribe();
 * ```
 */
export const spanOf = (task: Task): Span | undefined => spans.get(task);

/**
 * Records each task as an OpenTelemetry span, from when it is received until it is answered, and passes the
 * events on. Each span is the root of its own trace. Spans of unanswered tasks end with the subscription: let
 * it end together with the actor's.
 *
 * @example
 * ```ts
 * import { Decider } from 'rx-swf';
 * import { recordSpans } from 'rx-swf/opentelemetry';
 *
 * new Decider('media', 'decisions').events$.pipe(recordSpans()).subscribe();
 * ```
 */
export function recordSpans<E extends ActorEvent>(options: SpansOptions = {}): MonoTypeOperatorFunction<E> {
  checkOptions('recordSpans()', options, { tracer: true, attributes: true });
  const { attributes = {} } = options;
  return recordWith(() => {
    const tracer = options.tracer ?? trace.getTracerProvider().getTracer(scope, undefined, { schemaUrl });
    return new SpansRecorder(tracer, attributes);
  });
}

class SpansRecorder implements Recorder {
  readonly #tracer: Tracer;
  readonly #common: Attributes;
  /** Spans of the held tasks. */
  readonly #open = new Map<Task, Span>();

  constructor(tracer: Tracer, common: Attributes) {
    this.#tracer = tracer;
    this.#common = common;
  }

  record(event: ActorEvent): void {
    if (!('task' in event) || event.task === undefined) return;
    const { task, at } = event;
    const span = this.#open.get(task);
    if (event.type === 'received') {
      this.#begin(event);
    } else if (event.type === 'answered') {
      this.#open.delete(task);
      if (span !== undefined) endSpan(span, event);
    } else if (event.type === 'decisionFailed' || event.type === 'error') {
      span?.recordException(exceptionOf(reasonOf(event.error)), new Date(at));
    } else if (event.type === 'candidateDiverged') {
      this.#diverged(event);
    } else if (isPoint(event)) {
      // A dropped task keeps its span open, because it may still be answered manually.
      span?.addEvent(event.type, pointAttributes(event), new Date(at));
    }
  }

  /** A comparison follows the answer, so it has a span of its own, which is linked to that of the task. */
  #diverged(event: ActorEvent & { type: 'candidateDiverged' }): void {
    const { task, at, difference, duration } = event;
    const { recorded, issued, message } = difference;
    const processed = spans.get(task);
    const span = this.#tracer.startSpan('candidate diverged', {
      root: true,
      startTime: new Date(at - duration),
      links: processed === undefined ? [] : [{ context: processed.spanContext() }],
      attributes: {
        ...this.#common,
        ...taskAttributes(task),
        ...candidateAttributes(event),
        ...(recorded === undefined ? {} : { [attribute.candidateRecorded]: recorded }),
        ...(issued === undefined ? {} : { [attribute.candidateIssued]: issued }),
      },
    });
    span.setStatus({ code: SpanStatusCode.ERROR, message });
    span.end(new Date(at));
  }

  end(): void {
    for (const span of this.#open.values()) span.setAttribute(attribute.unfinished, true).end();
    this.#open.clear();
  }

  #begin({ task, taskList, at }: ActorEvent & { type: 'received' }): void {
    const span = this.#tracer.startSpan(`process ${taskList}`, {
      kind: SpanKind.CONSUMER,
      // The poll may have started in the context of an earlier task, which is not the parent of this one.
      root: true,
      startTime: new Date(at),
      attributes: {
        ...this.#common,
        ...operationAttributes('process', taskList),
        [attribute.operationType]: 'process',
        ...taskAttributes(task),
      },
    });
    this.#open.set(task, span);
    spans.set(task, span);
  }
}

function endSpan(span: Span, { answer, presumed, reason, at }: ActorEvent & { type: 'answered' }): void {
  const attributes = answerAttributes(answer);
  span.setAttributes({ ...attributes, [attribute.presumed]: presumed });
  if (attribute.errorType in attributes)
    span.setStatus({ code: SpanStatusCode.ERROR, ...(reason === undefined ? {} : { message: reason }) });
  if (reason !== undefined) span.recordException(exceptionOf(reason), new Date(at));
  span.end(new Date(at));
}

/** Converts a reason, which is `Name: message` if an error was thrown, to an exception. */
function exceptionOf(reason: string): Exception {
  const [, name, message = ''] = /^([\w$.]+)(?:: ([\s\S]*))?$/.exec(reason) ?? [];
  return name === undefined ? { message: reason } : { name, message };
}

type PointEvent = Extract<
  ActorEvent,
  { readonly type: 'heartbeat' | 'retried' | 'throttled'; readonly task: Task }
>;

const isPoint = (event: ActorEvent & { readonly task: Task }): event is PointEvent =>
  event.type === 'heartbeat' || event.type === 'retried' || event.type === 'throttled';

function pointAttributes(event: PointEvent): Attributes {
  if (event.type === 'heartbeat') return { [attribute.cancelRequested]: event.cancelRequested };
  const { call, error, attempt, delay } = event;
  return {
    [attribute.operationName]: call,
    [attribute.errorType]: errorType(error),
    [attribute.attempt]: attempt,
    [attribute.delay]: delay / 1000,
  };
}
