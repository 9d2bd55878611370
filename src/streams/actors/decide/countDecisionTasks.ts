import { CountPendingDecisionTasksCommand } from '@aws-sdk/client-swf';
import { map, type Observable } from 'rxjs';
import type { Domain } from '../../../models/index.js';
import { request } from '../../../requests/index.js';
import { type Count, toCount } from '../../../values/index.js';

/** Counts the tasks waiting in a list (`CountPendingDecisionTasks`). */
export const countDecisionTasks = ({ client, name: domain }: Domain, name: string): Observable<Count> =>
  request(client, CountPendingDecisionTasksCommand, { domain, taskList: { name } }).pipe(map(toCount));
