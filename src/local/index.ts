export type { SWFClient, SWFClientConfig } from '@aws-sdk/client-swf';
export type { Clock, ClockAlarm, ClockPace } from './clocks/Clock.js';
export { type ManualClock, manualClock } from './clocks/manualClock.js';
export { realClock } from './clocks/realClock.js';
export { type SkipClockOptions, skipClock } from './clocks/skipClock.js';
export type { ClockOption } from './clocks/toClock.js';
export type { ForkOptions, ImportOptions } from './ForkOptions.js';
export type {
  InProcessHandler,
  SdkHandlerOptions,
  SdkRequest,
  SdkResponse,
} from './fronts/inProcessHandler.js';
export type { ListenOptions, ServerAddress } from './fronts/ListenOptions.js';
export type { ServedCall } from './fronts/ServedCall.js';
export { type ForkedSwf, LocalSwf } from './LocalSwf.js';
export type { LocalSwfOptions } from './LocalSwfOptions.js';
export type { Quotas } from './limits/quotas.js';
export { NodeOnlyError } from './machine/NodeOnlyError.js';
export { ImportError, type ImportErrorCode } from './recorded/ImportError.js';
export type { FailureDetails, OpenChild } from './recorded/OpenChild.js';
export type { PendingLambda } from './recorded/PendingLambda.js';
export type { PendingMessage } from './recorded/PendingMessage.js';
export type {
  ExportedExecution,
  ExportedType,
  HistoryJson,
  RecordedEvent,
  RunIdentity,
  RunIds,
} from './recorded/RecordedExecution.js';
export type { RestoredExecution } from './recorded/RestoredExecution.js';
export type { LambdaHandler, LambdaHandlers } from './service/lambdaHandlers.js';
export type { StateChange } from './service/stateChange.js';
export type { LocalCredentials } from './signatures/Signatures.js';
export { DataFolderError, type DataFolderErrorCode } from './store/DataFolderError.js';
