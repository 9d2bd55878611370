import type { Decision } from '@aws-sdk/client-swf';
import { fromPayload, jsonConverter } from '../../payloads/index.js';
import type { AnyWorkflow } from '../../workflows/index.js';
import { replayOf } from '../../workflows/query/ExecutionView.js';
import { HistoryBuilder } from '../history/HistoryBuilder.js';
import { type DecisionSummary, summaryOf } from './DecisionSummary.js';
import type { MarbleEvent } from './marbleEvents.js';
import { recordDecision } from './recordDecision.js';
import { withHostTime } from './withHostTime.js';

/** A timer that the workflow has started. */
export interface StartedTimer {
  readonly timerId: string;
  readonly seconds: number;
}

/** The decisions of a workflow at one point in time. */
export interface Reaction {
  readonly summaries: readonly DecisionSummary[];
  readonly timers: readonly StartedTimer[];
  readonly isOpen: boolean;
}

const execution = { workflowId: 'marbles', runId: 'marbles-run' };
const noReaction: Reaction = { summaries: [], timers: [], isOpen: true };

/**
 * A simulation of SWF for one execution, without a service: events are recorded and decided on immediately.
 */
export class Simulation {
  readonly #workflow: AnyWorkflow;
  readonly #history = new HistoryBuilder({ step: 0 });
  #seconds = 0;

  constructor(workflow: AnyWorkflow) {
    this.#workflow = workflow;
  }

  /** Starts the execution. */
  start(input: unknown): Reaction {
    const { name, version } = this.#workflow;
    this.#history.start({ workflowType: { name, version }, input });
    return this.#react();
  }

  /** Records an event at a number of seconds after the start. */
  record(event: MarbleEvent, seconds: number): Reaction {
    this.#history.wait(seconds - this.#seconds);
    this.#seconds = seconds;
    event(this.#history);
    return this.#react();
  }

  /** Fires a timer, if it is still running. */
  fire(timerId: string, seconds: number): Reaction {
    const isRunning = this.#history.build().timers.get(timerId)?.isOpen;
    return isRunning ? this.record(history => history.timerFired(timerId), seconds) : noReaction;
  }

  /** Decides until there are no new events, because SWF's own reactions add more. */
  #react(): Reaction {
    const summaries: DecisionSummary[] = [];
    const timers: StartedTimer[] = [];
    while (this.#history.build().decisions.scheduled.length > 0) {
      const history = this.#history.decisionTaskStarted().build();
      const run = replayOf(this.#workflow, { domain: 'marbles', execution, converter: jsonConverter });
      const { decisions } = withHostTime(() => run.decide(history));
      summaries.push(
        ...decisions.map(decision => summaryOf(decision, history, read)).filter(one => one !== undefined),
      );
      timers.push(...decisions.flatMap(startedBy));
      this.#record(decisions);
    }
    return { summaries, timers, isOpen: !this.#history.build().finished };
  }

  #record(decisions: readonly Decision[]): void {
    this.#history.decisionTaskCompleted();
    const consequences = decisions.map(decision => recordDecision(this.#history, decision, read));
    for (const follow of consequences) follow?.(this.#history);
  }
}

const read = (payload: string | undefined) => fromPayload(jsonConverter, payload);

function startedBy({ startTimerDecisionAttributes: timer }: Decision): readonly StartedTimer[] {
  if (timer === undefined) return [];
  return [{ timerId: timer.timerId ?? '', seconds: Number(timer.startToFireTimeout) }];
}
