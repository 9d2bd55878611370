export { type Count, toCount } from './Count.js';
export {
  checkCount,
  checkDate,
  checkDuration,
  checkName,
  checkOneOf,
  checkPeriod,
  checkPriority,
  checkTags,
  checkText,
  optional,
  refuse,
} from './checks.js';
export { type Duration, toDuration, toPriority, toWire } from './Duration.js';
export {
  type AnyExecutionId,
  checkTypeId,
  type ExecutionId,
  executionId,
  type TypeId,
  toExecutionId,
  typeId,
  typeKey,
} from './ids.js';
export { abortOn } from './iteration/abortOn.js';
export { type IterationOptions, iterate } from './iteration/iterate.js';
export { eventBuffer, Stream, toStream } from './iteration/Stream.js';
export { valuesOf } from './iteration/valuesOf.js';
export { LruCache } from './LruCache.js';
export { childPolicies, limits, oneYear } from './limits.js';
export { objectId } from './objectId.js';
export { type OmitUndefined, omitUndefined } from './omitUndefined.js';
export { markOrigin, type Origin, originOf } from './origin.js';
