export { Activities } from './collections/Activities.js';
export { ChildExecutions } from './collections/ChildExecutions.js';
export { DecisionTurns } from './collections/DecisionTurns.js';
export { EntityCollection } from './collections/EntityCollection.js';
export { ExternalCancels } from './collections/ExternalCancels.js';
export { ExternalSignals } from './collections/ExternalSignals.js';
export { LambdaFunctions } from './collections/LambdaFunctions.js';
export { Markers } from './collections/Markers.js';
export { Signals } from './collections/Signals.js';
export { Timers } from './collections/Timers.js';
export type { FailedDecision } from './compile/FailedDecision.js';
export type { HistoryProblem } from './compile/HistoryProblem.js';
export type { EventFilter, MatchingEvent } from './EventFilter.js';
export { Activity, type ActivityState } from './entities/Activity.js';
export { ChildExecution, type ChildExecutionState } from './entities/ChildExecution.js';
export { DecisionTurn, type DecisionTurnState } from './entities/DecisionTurn.js';
export type { EntityStep } from './entities/Entity.js';
export { Execution, type ExecutionState } from './entities/Execution.js';
export { ExternalCancel, type ExternalCancelState } from './entities/ExternalCancel.js';
export { ExternalSignal, type ExternalSignalState } from './entities/ExternalSignal.js';
export { LambdaFunction, type LambdaFunctionState } from './entities/LambdaFunction.js';
export { Marker, type MarkerState } from './entities/Marker.js';
export { Signal } from './entities/Signal.js';
export { Timer, type TimerState } from './entities/Timer.js';
export {
  type Event,
  type EventBase,
  type EventOf,
  type EventSubject,
  type HistoryEventLike,
  isKnown,
  type KnownEvent,
  type UnknownEvent,
} from './events/Event.js';
export type { EventAttributes } from './events/EventAttributes.js';
export { type EventName, eventNames } from './events/eventTable.js';
export { adoptEvent, toEvent } from './events/toEvent.js';
export { type EventsBySubject, History } from './History.js';
export type { HistoryFromOptions } from './HistoryFromOptions.js';
