export { abortable } from './abortable.js';
export * from './errors.js';
export { MonotonicClock } from './MonotonicClock.js';
export { type Page, type PaginateOptions, paginate } from './paginate.js';
export { type CommandClass, longPoll, longPollTimeout, type RequestOptions, request } from './request.js';
export { required } from './required.js';
export { type Backoff, backoffDelay, type Retry, retryTransient } from './retryTransient.js';
export { toSwfError } from './toSwfError.js';
export { every, wait } from './wait.js';
