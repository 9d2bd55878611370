export type { SWFClient, SWFClientConfig } from '@aws-sdk/client-swf';
export {
  type Alarm,
  type Clock,
  type ClockOption,
  type ManualClock,
  manualClock,
  type Pace,
  realClock,
  type SkipClockOptions,
  skipClock,
} from './clocks/index.js';
export type { Address, ListenOptions } from './fronts/http.js';
export type { InProcessHandler, SdkHandlerOptions, SdkRequest, SdkResponse } from './fronts/inProcess.js';
export { LocalSwf } from './LocalSwf.js';
export type { LocalSwfOptions } from './LocalSwfOptions.js';
export type { LambdaFunction, LambdaFunctions } from './lambda.js';
export type { Quotas } from './quotas.js';
export type { LocalCredentials } from './signatures/Signatures.js';
export { DataError, type DataErrorCode } from './store/DataError.js';
