export { abortable } from './abortable.js';
export { checkIsOptions, checkOptions, type OptionNames } from './checkOptions.js';
export * from './errors.js';
export { type Page, type PaginateOptions, paginate } from './paginate.js';
export { type CommandClass, longPoll, longPollTimeout, type RequestOptions, request } from './request.js';
export { required } from './required.js';
export { type Backoff, backoffDelay, type Retry, retryTransient } from './retryTransient.js';
export { suggest } from './suggest.js';
export { toSwfError } from './toSwfError.js';
