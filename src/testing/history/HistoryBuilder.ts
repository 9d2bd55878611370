import type { HistoryEvent } from '@aws-sdk/client-swf';
import type { History } from '../../history/index.js';
import * as activity from './activitySteps.js';
import * as child from './childSteps.js';
import * as decisionTask from './decisionTaskSteps.js';
import { EventLog, type HistoryBuilderOptions } from './EventLog.js';
import * as execution from './executionSteps.js';
import * as external from './externalSteps.js';
import * as lambda from './lambdaSteps.js';
import * as timer from './timerSteps.js';

/**
 * Builds histories for tests as SWF would write them: with consecutive ids, correct references, advancing
 * time, and a decision task after every event that a decider should see. A step that doesn't fit throws an
 * `InvalidArgumentError`.
 *
 * Decisions belong to the current turn, i.e. that of the last `turn()` or `decisionTaskCompleted()`, as long
 * as nothing else happens in between. If there is no current turn, the scheduled decision task is started and
 * completed first.
 *
 * @example
 * ```ts
 * import { HistoryBuilder } from 'rx-swf/testing';
 *
 * const history = new HistoryBuilder()
 *   .start({ workflowType: { name: 'Thumbnails', version: '1' }, input: { files: ['a.png'] } })
 *   .activity('1', { type: { name: 'Resize', version: '1' }, result: { url: '/a.png' } })
 *   .timer('backoff', { startToFireTimeout: 60, state: 'started' })
 *   .build();
 *
 * history.activities.get('1')?.result; // { url: '/a.png' }
 * history.timers.started.length; // 1
 * ```
 */
export class HistoryBuilder {
  readonly #log: EventLog;

  constructor(options: HistoryBuilderOptions = {}) {
    this.#log = new EventLog(options);
  }

  /** The events so far, in the SDK's format. Ends the current turn. */
  get events(): readonly HistoryEvent[] {
    return this.#log.end();
  }

  /** Returns the history so far. Ends the current turn; the builder can still be used. */
  build(): History {
    return this.#log.build();
  }

  /** Advances time. Ends the current turn. */
  wait(seconds: number): this {
    this.#log.wait(seconds);
    return this;
  }

  /** Starts the execution and schedules its first decision task. */
  readonly start = this.#step(execution.start);
  /** The execution receives a signal. */
  readonly signal = this.#step(execution.signal);
  /** The execution receives a cancel request. */
  readonly cancelRequested = this.#step(execution.cancelRequested);
  readonly marker = this.#step(execution.marker);
  /** SWF rejects the decision to record a marker. */
  readonly markerFailed = this.#step(execution.markerFailed);
  readonly complete = this.#step(execution.complete);
  readonly fail = this.#step(execution.fail);
  readonly cancel = this.#step(execution.cancel);
  readonly continueAsNew = this.#step(execution.continueAsNew);
  /** SWF rejects the decision to close; the execution stays open. */
  readonly closeFailed = this.#step(execution.closeFailed);
  /** SWF rejects the decision to continue as new; the execution stays open. */
  readonly continueAsNewFailed = this.#step(execution.continueAsNewFailed);
  readonly terminate = this.#step(execution.terminate);
  /** The execution exceeds its `executionStartToCloseTimeout`. */
  readonly timeOut = this.#step(execution.timeOut);

  /** Adds a whole turn: starts and completes the scheduled decision task. */
  readonly turn = this.#step(decisionTask.turn);
  /** A decider takes the scheduled decision task. */
  readonly decisionTaskStarted = this.#step(decisionTask.started);
  /** The decider responds. Decisions that follow belong to this turn. */
  readonly decisionTaskCompleted = this.#step(decisionTask.completed);
  /** The decision task times out and is scheduled again. */
  readonly decisionTaskTimedOut = this.#step(decisionTask.timedOut);

  /** Adds an activity, from its scheduling up to `state`. */
  readonly activity = this.#step(activity.life);
  readonly activityScheduled = this.#step(activity.scheduled);
  /** SWF rejects the decision to schedule the activity. */
  readonly activityScheduleFailed = this.#step(activity.scheduleFailed);
  /** A worker takes the activity. */
  readonly activityStarted = this.#step(activity.started);
  readonly activityCompleted = this.#step(activity.completed);
  readonly activityFailed = this.#step(activity.failed);
  readonly activityTimedOut = this.#step(activity.timedOut);
  /** The decider requests cancellation. As in SWF, a scheduled activity is canceled immediately. */
  readonly activityCancelRequested = this.#step(activity.cancelRequested);
  /** The worker cancels the activity, as requested. */
  readonly activityCanceled = this.#step(activity.canceled);
  /** SWF rejects the cancel request. */
  readonly activityCancelRequestFailed = this.#step(activity.cancelRequestFailed);

  /** Adds a timer, from its start up to `state`. */
  readonly timer = this.#step(timer.life);
  readonly timerStarted = this.#step(timer.started);
  /** SWF rejects the decision to start the timer. */
  readonly timerStartFailed = this.#step(timer.startFailed);
  /** The timer fires, no earlier than its timeout. */
  readonly timerFired = this.#step(timer.fired);
  readonly timerCanceled = this.#step(timer.canceled);
  /** SWF rejects the decision to cancel a timer that is not running. */
  readonly timerCancelFailed = this.#step(timer.cancelFailed);

  /** Adds a child, from its initiation up to `state`. */
  readonly child = this.#step(child.life);
  readonly childInitiated = this.#step(child.initiated);
  /** SWF doesn't start the child, because it rejects the decision or the workflow id is in use. */
  readonly childStartFailed = this.#step(child.startFailed);
  readonly childStarted = this.#step(child.started);
  readonly childCompleted = this.#step(child.completed);
  readonly childFailed = this.#step(child.failed);
  readonly childCanceled = this.#step(child.canceled);
  readonly childTimedOut = this.#step(child.timedOut);
  readonly childTerminated = this.#step(child.terminated);

  /** Adds a signal to another execution, from its initiation up to `state`. */
  readonly externalSignal = this.#step(external.signal);
  readonly externalSignalDelivered = this.#step(external.signalDelivered);
  /** Delivery fails, because the other execution is not open. */
  readonly externalSignalFailed = this.#step(external.signalFailed);
  /** Adds a cancel request to another execution, from its initiation up to `state`. */
  readonly externalCancel = this.#step(external.cancel);
  readonly externalCancelDelivered = this.#step(external.cancelDelivered);
  /** Delivery fails, because the other execution is not open. */
  readonly externalCancelFailed = this.#step(external.cancelFailed);

  /** Adds a Lambda function call, from its scheduling up to `state`. */
  readonly lambda = this.#step(lambda.life);
  readonly lambdaScheduled = this.#step(lambda.scheduled);
  /** SWF rejects the decision to schedule the call. */
  readonly lambdaScheduleFailed = this.#step(lambda.scheduleFailed);
  readonly lambdaStarted = this.#step(lambda.started);
  /** The call can't be started, because the execution has no role to invoke the function with. */
  readonly lambdaStartFailed = this.#step(lambda.startFailed);
  readonly lambdaCompleted = this.#step(lambda.completed);
  readonly lambdaFailed = this.#step(lambda.failed);
  readonly lambdaTimedOut = this.#step(lambda.timedOut);

  /** Makes a fluent method of a step. */
  #step<A extends readonly unknown[]>(step: (log: EventLog, ...args: A) => void): (...args: A) => this {
    return (...args) => {
      step(this.#log, ...args);
      return this;
    };
  }
}
