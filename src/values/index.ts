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
  childPolicies,
  type Duration,
  limits,
  optional,
  refuse,
  toDuration,
  toPriority,
  toWire,
} from './checks.js';
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
export { LruCache } from './LruCache.js';
export { type OmitUndefined, omitUndefined } from './omitUndefined.js';
export { markOrigin, type Origin, originOf } from './origin.js';
export { uuid } from './uuid.js';
