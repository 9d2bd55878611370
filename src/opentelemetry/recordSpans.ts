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
import { checkOptions } from '../requests/checkOptions.js';
import { reasonOf } from '../requests/reasonOf.js';
import type { ActorEvent, Task } from '../streams/index.js';
import { answerAttributes, errorType, operationAttributes, taskAttributes } from './attributes.js';
import { attribute, schemaUrl, scope } from './conventions.js';
import { type Recorder, recorded } from './recorded.js';

/** How spans are recorded. */
export interface SpansOptions {
  /** @defaultValue the global provider's, when it is subscribed */
  readonly tracer?: Tracer;
  /** What every span is to have beside its own attributes. @defaultValue none */
  readonly attributes?: Attributes;
}

const spans = new WeakMap<Task, Span>();

/**
 * The span of a task that {@link recordSpans} has heard of, also when it has ended: to make it the parent of what is
 * done for the task.
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
 * Records each task as an OpenTelemetry span, from its reception to its answer, and passes the events on. Each span is
 * the root of a trace of its own. Spans of tasks that are not answered end when the subscription does: let it end with
 * the actor's.
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
  return recorded(() => {
    const tracer = options.tracer ?? trace.getTracerProvider().getTracer(scope, undefined, { schemaUrl });
    return new SpansRecorder(tracer, attributes);
  });
}

class SpansRecorder implements Recorder {
  readonly #tracer: Tracer;
  readonly #common: Attributes;
  /** The spans of the tasks that are held. */
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
      if (span !== undefined) answer(span, event);
    } else if (event.type === 'decisionFailed' || event.type === 'error') {
      span?.recordException(exceptionOf(reasonOf(event.error)), new Date(at));
    } else if (event.type !== 'dropped') {
      // One that is dropped may be answered by hand still.
      span?.addEvent(event.type, momentAttributes(event), new Date(at));
    }
  }

  end(): void {
    for (const span of this.#open.values()) span.setAttribute(attribute.unfinished, true).end();
    this.#open.clear();
  }

  #begin({ task, taskList, at }: ActorEvent & { type: 'received' }): void {
    const span = this.#tracer.startSpan(`process ${taskList}`, {
      kind: SpanKind.CONSUMER,
      // A poll may begin in the context of an earlier task's work, which is not where this one comes from.
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

function answer(span: Span, { answer, presumed, reason, at }: ActorEvent & { type: 'answered' }): void {
  const attributes = answerAttributes(answer);
  span.setAttributes({ ...attributes, [attribute.presumed]: presumed });
  if (attribute.errorType in attributes)
    span.setStatus({ code: SpanStatusCode.ERROR, ...(reason === undefined ? {} : { message: reason }) });
  if (reason !== undefined) span.recordException(exceptionOf(reason), new Date(at));
  span.end(new Date(at));
}

/** A reason is `Name: message` where an error was thrown, and else what an `ActivityFailure` says. */
function exceptionOf(reason: string): Exception {
  const [, name, message = ''] = /^([\w$.]+)(?:: ([\s\S]*))?$/.exec(reason) ?? [];
  return name === undefined ? { message: reason } : { name, message };
}

type Moment = Extract<
  ActorEvent,
  { readonly type: 'heartbeat' | 'retried' | 'throttled'; readonly task: Task }
>;

function momentAttributes(event: Moment): Attributes {
  if (event.type === 'heartbeat') return { [attribute.cancelRequested]: event.cancelRequested };
  const { call, error, attempt, delay } = event;
  return {
    [attribute.operationName]: call,
    [attribute.errorType]: errorType(error),
    [attribute.attempt]: attempt,
    [attribute.delay]: delay / 1000,
  };
}
