export * from './errors.js';
export { type CommandClass, longPollTimeout, type RequestOptions, request } from './request.js';
export { type Backoff, backoffDelay, retryTransient } from './retryTransient.js';
export { toSwfError } from './toSwfError.js';
