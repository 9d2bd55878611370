import { activityTaskViews } from './activityTasks.js';
import { childViews } from './children.js';
import { decisionTaskViews } from './decisionTasks.js';
import { executionViews } from './executions.js';
import { lambdaFunctionViews } from './lambdaFunctions.js';
import { timerViews } from './timers.js';
import type { Views } from './View.js';

/** The view of each type of event. */
export const views: Views = {
  ...executionViews,
  ...decisionTaskViews,
  ...activityTaskViews,
  ...timerViews,
  ...childViews,
  ...lambdaFunctionViews,
};
