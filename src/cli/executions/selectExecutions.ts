import type { Observable } from 'rxjs';
import type { Domain, WorkflowExecution } from '../../models/index.js';
import * as selections from '../../streams/index.js';
import { checkRange } from './checkRange.js';
import type { FilterOptions } from './FilterOptions.js';

/** Lists the newest executions that the options of the command line select. */
export const selectExecutions = (
  domain: Domain,
  options: FilterOptions,
  limit: number,
): Observable<readonly WorkflowExecution[]> =>
  selections.selectExecutions(domain, checkRange(options), limit);

/** Watches the newest executions that the options of the command line select. */
export const watchExecutions = (
  domain: Domain,
  options: FilterOptions,
  limit: number,
  live?: selections.ExecutionWatch,
): Observable<readonly WorkflowExecution[]> =>
  selections.watchExecutions(domain, checkRange(options), limit, live);
