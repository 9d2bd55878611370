/** @internal Users have no declarations of `#shortcut`. */
export { switchOffShortcut } from '#shortcut';
export { callSafely } from './calls/callSafely.js';
export { timeoutCallsOn } from './calls/callScheduler.js';
export { fromAbortable } from './calls/fromAbortable.js';
export { uuid } from './calls/uuid.js';
export { checkIsOptions, checkOptions, type OptionNames } from './checks/checkOptions.js';
export { requireMember } from './checks/requireMember.js';
export { suggest } from './checks/suggest.js';
export {
  describeError,
  describeType,
  type ErrorDescription,
  isError,
  isInstance,
  messageOf,
  readMember,
  reasonOf,
  showValue,
  truncate,
} from './descriptions/index.js';
export { isTransient } from './errors/isTransient.js';
export {
  AlreadyExistsError,
  DamagedPayloadError,
  DefaultUndefinedError,
  DeprecatedError,
  DoesNotExistError,
  InvalidArgumentError,
  InvalidCredentialsError,
  InvalidSettingsError,
  LimitExceededError,
  NotDeprecatedError,
  NotPermittedError,
  PayloadStoreError,
  ResponseError,
  SwfError,
  type SwfErrorOptions,
  ThrottledError,
} from './errors/SwfError.js';
export { toSwfError } from './errors/sdk/toSwfError.js';
export { documentedRates, type PacedOperation, type Rate } from './pace/documentedRates.js';
export { checkPace, type PaceOptions } from './pace/PaceOptions.js';
export type { Pacer } from './pace/Pacer.js';
export { type PacedOptions, paced } from './pace/paced.js';
export { pacerOf, reportWatch, setPace, watchEvents } from './pace/pacerOf.js';
export type { WatchEvent } from './pace/WatchEvent.js';
export { type Page, type PaginateOptions, paginate } from './paginate.js';
export {
  type CommandClass,
  longPoll,
  longPollTimeout,
  type RequestOptions,
  request,
  requestAs,
} from './request.js';
export { type Backoff, backoffDelay, checkBackoff, type Retry } from './retries/Backoff.js';
export { enduringBackoff } from './retries/enduringBackoff.js';
export { isFinal } from './retries/isFinal.js';
export { type CorrectableClient, correctableCall, recover } from './retries/recovery.js';
export { type OutageOptions, retryPolls } from './retries/retryPolls.js';
export { retryTransient } from './retries/retryTransient.js';
export { MonotonicClock } from './waits/MonotonicClock.js';
export { serviceNow } from './waits/serviceNow.js';
export { every, longestTimer, wait } from './waits/wait.js';
