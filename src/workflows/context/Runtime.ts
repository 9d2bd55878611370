import type { SchedulerLike } from 'rxjs';
import type { DecisionBuilders } from '../../decisions/index.js';
import type { Event } from '../../history/index.js';
import type { DataConverter } from '../../payloads/index.js';
import type { DurableClock } from '../clock/DurableClock.js';
import type { Commands } from '../commands/Commands.js';
import type { WorkflowInfo } from '../definitions/WorkflowContext.js';

/** What the parts of a context stand on. */
export interface Runtime {
  readonly commands: Commands;
  readonly clock: DurableClock;
  readonly scheduler: SchedulerLike;
  /** The same for the wait of a retry policy, by its mark: its seconds are not matched. */
  backoff(retry: string): SchedulerLike;
  readonly converter: DataConverter;
  readonly decisions: DecisionBuilders;
  readonly info: WorkflowInfo;
  /** How this run was started. */
  readonly started: StartedAttributes;
  /** Whether what happens now has happened before. */
  isReplaying(): boolean;
  /** The events that the decision under way has written, where it is replayed. */
  written(): readonly Event[];
  /** The details of a marker of this library, or what is noted of a retry, if the history has it. */
  recorded(name: string): { readonly details: string | undefined } | undefined;
  random(): number;
  /** The value of a payload. One that cannot be read fails the decision, whatever the workflow makes of the error. */
  read(payload: string | undefined): unknown;
}

/** The attributes of the event that started a run. */
export type StartedAttributes = Extract<Event, { readonly name: 'WorkflowExecutionStarted' }>['attributes'];
