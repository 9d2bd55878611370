import {
  concat,
  defer,
  distinct,
  filter,
  from,
  map,
  merge,
  mergeMap,
  type Observable,
  take,
  toArray,
} from 'rxjs';
import type { Domain } from '../../models/index.js';
import {
  ActivityTypeQuerySet,
  type AnyType,
  DomainQuerySet,
  WorkflowExecutionQuerySet,
  WorkflowTypeQuerySet,
} from '../../streams/index.js';
import { seenTypes } from '../doctor/types/seenTypes.js';
import type { Connection } from '../frame/CommandContext.js';
import { clientOf, domainOf } from '../session/domainOf.js';
import type { Candidate, Source } from './Completion.js';
import { profiles } from './profiles.js';

/** Most items of a listing. One page of each is read. */
const most = 200;

/** Days of closed executions that are listed. */
const days = 7;

/** Emits the words of a source, in one list: the newest executions first, and everything else by name. */
export const candidates = (source: Source, connection: Connection): Observable<readonly Candidate[]> =>
  defer(() => sources[source](connection)).pipe(
    distinct(({ word }) => word),
    toArray(),
  );

const sources: Readonly<Record<Source, (connection: Connection) => Observable<Candidate>>> = {
  executions: connection => {
    const executions = new WorkflowExecutionQuerySet(domainOf(connection));
    const page = { pageSize: most };
    return concat(
      executions.filter({ ...page, status: 'OPEN' }).pipe(take(most)),
      executions.filter({ ...page, status: 'CLOSED', closeOldestDate: days }).pipe(take(most)),
    ).pipe(
      map(({ workflowId, workflowType, closeStatus = 'OPEN' }) => ({
        word: workflowId,
        description: `${workflowType?.name}@${workflowType?.version}, ${closeStatus.toLowerCase().replaceAll('_', ' ')}`,
      })),
    );
  },
  workflowTypes: connection => named(workflowTypes(domainOf(connection)), 'workflow type'),
  activityTypes: connection => named(activityTypes(domainOf(connection)), 'activity type'),
  types: connection => {
    const domain = domainOf(connection);
    return merge(
      named(workflowTypes(domain), 'workflow type'),
      named(activityTypes(domain), 'activity type'),
    );
  },
  domains: connection =>
    new DomainQuerySet({ client: clientOf(connection) })
      .filter({ status: 'REGISTERED', pageSize: most })
      .pipe(
        take(most),
        map(({ name, description = '' }) => ({ word: name, description })),
      ),
  taskLists: connection =>
    seenTypes(domainOf(connection), undefined).pipe(
      mergeMap(({ workflows, activities }) => [
        ...workflows.map(({ taskList }) => ({ word: taskList ?? '', description: 'decision tasks' })),
        ...activities.map(({ taskList }) => ({ word: taskList ?? '', description: 'activity tasks' })),
      ]),
      filter(({ word }) => word !== ''),
    ),
  profiles: () => from(profiles().map(word => ({ word, description: '' }))),
};

const workflowTypes = (domain: Domain): Observable<AnyType> =>
  new WorkflowTypeQuerySet(domain).filter({ status: 'REGISTERED', pageSize: most }).pipe(take(most));

const activityTypes = (domain: Domain): Observable<AnyType> =>
  new ActivityTypeQuerySet(domain).filter({ status: 'REGISTERED', pageSize: most }).pipe(take(most));

const named = (types$: Observable<AnyType>, kind: string): Observable<Candidate> =>
  types$.pipe(map(({ name, version, description = kind }) => ({ word: `${name}@${version}`, description })));
