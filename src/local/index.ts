export { type Alarm, type Clock, type ManualClock, manualClock, realClock } from './clock.js';
export type { Address, ListenOptions } from './fronts/http.js';
export type { InProcessHandler, SdkHandlerOptions, SdkRequest, SdkResponse } from './fronts/inProcess.js';
export { LocalSwf, type LocalSwfOptions } from './LocalSwf.js';
export type { LambdaFunction, LambdaFunctions } from './lambda.js';
export type { Quotas } from './quotas.js';
