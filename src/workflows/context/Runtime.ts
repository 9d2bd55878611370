import type { SchedulerLike } from 'rxjs';
import type { DataConverter, DecisionBuilders, Event } from '../../models/index.js';
import type { DurableClock } from '../clock/DurableClock.js';
import type { Commands } from '../replay/Commands.js';
import type { WorkflowInfo } from './WorkflowContext.js';

/** What the parts of a context stand on. */
export interface Runtime {
  readonly commands: Commands;
  readonly clock: DurableClock;
  readonly scheduler: SchedulerLike;
  /** The same for the waits of retry policies, whose seconds are not matched. */
  readonly backoff: SchedulerLike;
  readonly converter: DataConverter;
  readonly decisions: DecisionBuilders;
  readonly info: WorkflowInfo;
  /** How this run was started. */
  readonly started: StartedAttributes;
  /** Whether what happens now has happened before. */
  isReplaying(): boolean;
  /** The events that the decision under way has written, where it is replayed. */
  written(): readonly Event[];
  /** The details of a marker of this library, if the history has it. */
  recorded(markerName: string): { readonly details: string | undefined } | undefined;
  random(): number;
  /** The value of a payload. One that cannot be read fails the decision, whatever the workflow makes of the error. */
  read(payload: string | undefined): unknown;
}

/** The attributes of the event that started a run. */
export type StartedAttributes = Extract<Event, { readonly name: 'WorkflowExecutionStarted' }>['attributes'];
