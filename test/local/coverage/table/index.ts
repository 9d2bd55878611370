import { domains } from './domains.js';
import { executions } from './executions.js';
import type { Operation } from './Operation.js';
import { tasks } from './tasks.js';
import { types } from './types.js';
import { visibility } from './visibility.js';

/** All operations of API version 2012-01-25: their inputs, their outputs, their faults. */
export const operations: Readonly<Record<string, Operation>> = {
  ...domains,
  ...types,
  ...executions,
  ...visibility,
  ...tasks,
};
