import type { Chapter } from '../Check.js';
import { activityTasks } from './activityTasks.js';
import { children } from './children.js';
import { decisions } from './decisions.js';
import { decisionTasks } from './decisionTasks.js';
import { domains } from './domains.js';
import { executions } from './executions.js';
import { faults } from './faults.js';
import { paging } from './paging.js';
import { timeouts } from './timeouts.js';
import { types } from './types.js';
import { visibility } from './visibility.js';

/** All checks, in the order of the report. */
export const chapters: readonly Chapter[] = [
  domains,
  types,
  executions,
  decisionTasks,
  decisions,
  children,
  activityTasks,
  timeouts,
  visibility,
  paging,
  faults,
];
