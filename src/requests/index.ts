export { abortable } from './abortable.js';
export { callsOn } from './callsOn.js';
export { checkIsOptions, checkOptions, type OptionNames } from './checkOptions.js';
export { type Defined, defined } from './defined.js';
export { describeError, type ErrorDescription, isError, isInstance } from './describeError.js';
export {
  AlreadyExistsError,
  DamagedPayloadError,
  DefaultUndefinedError,
  DeprecatedError,
  DoesNotExistError,
  InvalidArgumentError,
  InvalidCredentialsError,
  InvalidSettingsError,
  isTransient,
  LimitExceededError,
  NotDeprecatedError,
  NotPermittedError,
  PayloadStoreError,
  ResponseError,
  SwfError,
  type SwfErrorOptions,
  ThrottledError,
} from './errors.js';
export { harmless } from './harmless.js';
export { isFinal } from './isFinal.js';
export { type BlindOptions, enduring, keepAsking } from './keepAsking.js';
export { kindOf } from './kindOf.js';
export { MonotonicClock } from './MonotonicClock.js';
export { type Page, type PaginateOptions, paginate } from './paginate.js';
export { read } from './read.js';
export { messageOf, reasonOf } from './reasonOf.js';
export { recover } from './recover.js';
export { type CommandClass, longPoll, longPollTimeout, type RequestOptions, request } from './request.js';
export { required } from './required.js';
export { type Backoff, backoffDelay, checkBackoff, type Retry, retryTransient } from './retryTransient.js';
export { serviceNow } from './serviceNow.js';
export { switchOffShortcut } from './shortcut/PlainClient.js';
export { showValue } from './showValue.js';
export { suggest } from './suggest.js';
export { toSwfError } from './toSwfError.js';
export { truncate } from './truncate.js';
export { uuid } from './uuid.js';
export { every, longestTimer, wait } from './wait.js';
