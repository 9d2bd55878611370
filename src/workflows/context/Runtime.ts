import type { SchedulerLike } from 'rxjs';
import type { DecisionBuilders } from '../../decisions/index.js';
import type { Event } from '../../history/index.js';
import type { DataConverter } from '../../payloads/index.js';
import type { DurableClock } from '../clock/DurableClock.js';
import type { Commands } from '../commands/Commands.js';
import type { WorkflowInfo } from '../definitions/WorkflowContext.js';

/** Dependencies shared by the members of the context. */
export interface Runtime {
  readonly commands: Commands;
  readonly clock: DurableClock;
  readonly scheduler: SchedulerLike;
  /**
   * Returns the scheduler for a delay of a retry policy, identified by its mark. The seconds of its timer are
   * not matched.
   */
  backoff(retry: string): SchedulerLike;
  readonly converter: DataConverter;
  /** Indicates whether the code must not have effects of its own. */
  readonly isCandidate: boolean;
  readonly decisions: DecisionBuilders;
  readonly info: WorkflowInfo;
  /** The start attributes of this run. */
  readonly started: StartedAttributes;
  /** The id of the run that random values and the ids of children are derived from. */
  readonly seed: string;
  /** Returns whether the current turn is a replay. */
  isReplaying(): boolean;
  /** Returns the events that the current decision wrote, if it is being replayed. */
  recordedEvents(): readonly Event[];
  /** Returns the details of an internal marker or a retry note, if the history contains it. */
  note(name: string): { readonly details: string | undefined } | undefined;
  random(): number;
  /**
   * Returns the value of a payload. An unreadable payload fails the decision, even if the workflow catches
   * the error.
   */
  read(payload: string | undefined): unknown;
}

/** The attributes of the event that started a run. */
export type StartedAttributes = Extract<Event, { readonly name: 'WorkflowExecutionStarted' }>['attributes'];
