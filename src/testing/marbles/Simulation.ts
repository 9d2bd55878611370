import type { Decision } from '@aws-sdk/client-swf';
import { fromPayload, jsonConverter } from '../../payloads/index.js';
import type { AnyWorkflow } from '../../workflows/index.js';
import { replayOf } from '../../workflows/query/ExecutionView.js';
import { HistoryBuilder } from '../history/HistoryBuilder.js';
import { withHostTime } from './ambient.js';
import { carryOut } from './carryOut.js';
import type { Happening } from './happenings.js';
import { type Said, saidOf } from './Said.js';

/** A timer that the workflow has started. */
export interface Started {
  readonly timerId: string;
  readonly seconds: number;
}

/** The decisions of a workflow at one point in time. */
export interface Reaction {
  readonly said: readonly Said[];
  readonly timers: readonly Started[];
  readonly isOpen: boolean;
}

const execution = { workflowId: 'marbles', runId: 'marbles-run' };
const nothing: Reaction = { said: [], timers: [], isOpen: true };

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

  /** Records a happening at a number of seconds after the start. */
  take(happening: Happening, seconds: number): Reaction {
    this.#history.wait(seconds - this.#seconds);
    this.#seconds = seconds;
    happening(this.#history);
    return this.#react();
  }

  /** Fires a timer, if it is still running. */
  fire(timerId: string, seconds: number): Reaction {
    const isRunning = this.#history.build().timers.get(timerId)?.isOpen;
    return isRunning ? this.take(history => history.timerFired(timerId), seconds) : nothing;
  }

  /** Decides until there are no new events, because SWF's own reactions add more. */
  #react(): Reaction {
    const said: Said[] = [];
    const timers: Started[] = [];
    while (this.#history.build().decisions.scheduled.length > 0) {
      const history = this.#history.decisionTaskStarted().build();
      const run = replayOf(this.#workflow, { domain: 'marbles', execution, converter: jsonConverter });
      const { decisions } = withHostTime(() => run.decide(history));
      said.push(
        ...decisions.map(decision => saidOf(decision, history, read)).filter(one => one !== undefined),
      );
      timers.push(...decisions.flatMap(startedBy));
      this.#carryOut(decisions);
    }
    return { said, timers, isOpen: !this.#history.build().finished };
  }

  #carryOut(decisions: readonly Decision[]): void {
    this.#history.decisionTaskCompleted();
    const consequences = decisions.map(decision => carryOut(this.#history, decision, read));
    for (const follow of consequences) follow?.(this.#history);
  }
}

const read = (payload: string | undefined) => fromPayload(jsonConverter, payload);

function startedBy({ startTimerDecisionAttributes: timer }: Decision): readonly Started[] {
  if (timer === undefined) return [];
  return [{ timerId: timer.timerId ?? '', seconds: Number(timer.startToFireTimeout) }];
}
