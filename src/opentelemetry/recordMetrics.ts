import { type Attributes, type Meter, metrics } from '@opentelemetry/api';
import type { MonoTypeOperatorFunction } from 'rxjs';
import { checkOptions } from '../requests/index.js';
import type { ActorEvent, CandidateEvent, Task } from '../streams/index.js';
import {
  answerAttributes,
  candidateAttributes,
  errorType,
  kindAttributes,
  operationAttributes,
} from './attributes.js';
import { attribute, schemaUrl, scope } from './conventions.js';
import { createInstruments, type Instruments } from './instruments.js';
import { type Recorder, recordWith } from './Recorder.js';

/** Options of {@link recordMetrics}. */
export interface MetricsOptions {
  /** Meter for the instruments. @defaultValue the meter of the global provider at the time of subscription */
  readonly meter?: Meter;
  /** Attributes to add to every data point. @defaultValue none */
  readonly attributes?: Attributes;
}

/**
 * Records an actor's events as OpenTelemetry metrics and passes them on. Recording begins on subscription:
 * subscribe before you subscribe to the actor, and let the recording end together with the actor, so that the
 * up-down counters for held tasks and waiting polls return to their initial values.
 *
 * @example
 * ```ts
 * import { ActivityWorker } from 'rx-swf';
 * import { recordMetrics } from 'rx-swf/opentelemetry';
 *
 * const worker = new ActivityWorker('media', 'thumbnails');
 * worker.events$.pipe(recordMetrics({ attributes: { 'app.team': 'images' } })).subscribe();
 * ```
 */
export function recordMetrics<E extends ActorEvent>(
  options: MetricsOptions = {},
): MonoTypeOperatorFunction<E> {
  checkOptions('recordMetrics()', options, { meter: true, attributes: true });
  const { attributes = {} } = options;
  return recordWith(() => {
    const meter = options.meter ?? metrics.getMeter(scope, undefined, { schemaUrl });
    return new MetricsRecorder(createInstruments(meter), attributes);
  });
}

class MetricsRecorder implements Recorder {
  readonly #instruments: Instruments;
  readonly #common: Attributes;
  /** Number of waiting polls, by task list. */
  readonly #waiting = new Map<string, number>();
  /** Task lists of the held tasks. */
  readonly #lists = new Map<Task, string>();

  constructor(instruments: Instruments, common: Attributes) {
    this.#instruments = instruments;
    this.#common = common;
  }

  record(event: ActorEvent): void {
    switch (event.type) {
      case 'poll':
        this.#waits(event.taskList, 1);
        break;
      case 'empty':
        this.#returned(event.taskList, event.duration);
        break;
      case 'aborted':
        this.#waits(event.taskList, -1);
        break;
      case 'received':
        this.#returned(event.taskList, event.duration);
        this.#received(event.task, event.taskList);
        break;
      case 'heartbeat':
        this.#instruments.heartbeats.add(1, this.#ofTask(event.task, 'heartbeat'));
        break;
      case 'answered':
        this.#answered(event);
        break;
      case 'dropped':
        this.#drop(event.task);
        break;
      case 'retried':
      case 'throttled':
        this.#again(event);
        break;
      case 'decisionFailed':
        this.#instruments.failedDecisions.add(1, {
          ...this.#ofTask(event.task, 'process'),
          [attribute.errorType]: errorType(event.error),
        });
        break;
      case 'candidateAgreed':
      case 'candidateDiverged':
      case 'candidateSkipped':
        this.#compared(event);
        break;
      case 'recovered':
        this.#waits(event.taskList, -1);
        break;
      case 'drained':
        this.#stopWaiting();
        break;
    }
  }

  end(): void {
    this.#stopWaiting();
    for (const task of [...this.#lists.keys()]) this.#drop(task);
  }

  #returned(taskList: string, duration: number): void {
    this.#waits(taskList, -1);
    const attributes = { ...this.#ofList(taskList, 'poll'), [attribute.operationType]: 'receive' };
    this.#instruments.operationDuration.record(duration / 1000, attributes);
  }

  #received(task: Task, taskList: string): void {
    this.#lists.set(task, taskList);
    this.#instruments.consumedMessages.add(1, this.#ofTask(task, 'poll'));
    this.#instruments.heldTasks.add(1, this.#ofTask(task, 'process'));
  }

  #answered({ task, answer, duration }: ActorEvent & { type: 'answered' }): void {
    this.#instruments.processDuration.record(duration / 1000, {
      ...this.#ofTask(task, 'process'),
      [attribute.operationType]: 'process',
      ...answerAttributes(answer),
    });
    this.#drop(task);
  }

  #compared(event: CandidateEvent & { readonly task: Task }): void {
    const attributes = { ...this.#ofTask(event.task, 'process'), ...candidateAttributes(event) };
    this.#instruments.candidateDecisions.add(1, attributes);
    if (event.type === 'candidateSkipped') return;
    this.#instruments.candidateDuration.record(event.duration / 1000, this.#ofTask(event.task, 'process'));
  }

  #again(event: ActorEvent & { type: 'retried' | 'throttled' }): void {
    const { call, error } = event;
    const where =
      call === 'poll'
        ? this.#ofList(event.taskList, call)
        : call === 'register'
          ? this.#ofList(undefined, call)
          : this.#ofTask(event.task, call);
    this.#instruments.retries.add(1, { ...where, [attribute.errorType]: errorType(error) });
    if (call === 'poll') this.#waits(event.taskList, -1);
  }

  /** Changes the number of waiting polls. Ignores the end of polls from before the subscription. */
  #waits(taskList: string, change: 1 | -1): void {
    const before = this.#waiting.get(taskList) ?? 0;
    if (before + change < 0) return;
    this.#waiting.set(taskList, before + change);
    this.#instruments.waitingPolls.add(change, this.#ofList(taskList, 'poll'));
  }

  /** Subtracts the polls that are still waiting when the recording or the actor ends. */
  #stopWaiting(): void {
    for (const [taskList, count] of this.#waiting) {
      if (count > 0) this.#instruments.waitingPolls.add(-count, this.#ofList(taskList, 'poll'));
    }
    this.#waiting.clear();
  }

  #drop(task: Task): void {
    if (!this.#lists.has(task)) return;
    this.#instruments.heldTasks.add(-1, this.#ofTask(task, 'process'));
    this.#lists.delete(task);
  }

  #ofList(taskList: string | undefined, operation: string): Attributes {
    return { ...this.#common, ...operationAttributes(operation, taskList) };
  }

  #ofTask(task: Task, operation: string): Attributes {
    return { ...this.#ofList(this.#lists.get(task), operation), ...kindAttributes(task) };
  }
}
