export type { SWFClient, SWFClientConfig } from '@aws-sdk/client-swf';
export type { Clock, ClockAlarm, ClockPace } from './clocks/Clock.js';
export { type ManualClock, manualClock } from './clocks/manualClock.js';
export { realClock } from './clocks/realClock.js';
export { type SkipClockOptions, skipClock } from './clocks/skipClock.js';
export type { ClockOption } from './clocks/toClock.js';
export type {
  InProcessHandler,
  SdkHandlerOptions,
  SdkRequest,
  SdkResponse,
} from './fronts/inProcessHandler.js';
export type { ListenOptions, ServerAddress } from './fronts/ListenOptions.js';
export type { ServedCall } from './fronts/ServedCall.js';
export { LocalSwf } from './LocalSwf.js';
export type { LocalSwfOptions } from './LocalSwfOptions.js';
export type { Quotas } from './limits/quotas.js';
export type { LambdaHandler, LambdaHandlers } from './service/lambdaHandlers.js';
export type { StateChange } from './service/stateChange.js';
export type { LocalCredentials } from './signatures/Signatures.js';
export { DataFolderError, type DataFolderErrorCode } from './store/DataFolderError.js';
