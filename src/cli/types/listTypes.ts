import { concat, EMPTY, map, mergeMap, type Observable, of, tap, toArray } from 'rxjs';
import type { ActivityType, WorkflowType } from '../../models/index.js';
import {
  ActivityTypeQuerySet,
  compareTypes,
  type TypeRecord,
  toTypeRecord,
  WorkflowTypeQuerySet,
} from '../../streams/index.js';
import type { CommandContext } from '../frame/CommandContext.js';
import { printRecords } from '../frame/printRecords.js';
import { domainOf } from '../session/domainOf.js';
import type { TypesOptions } from './command.js';
import { typesView } from './view.js';

/** Most types that are described at the same time. */
const concurrency = 5;

/** Lists the types of a domain, by name and version. */
export function listTypes(context: CommandContext, options: TypesOptions): Observable<unknown> {
  const domain = domainOf(context.connection);
  const { workflows = false, activities = false, defaults = false } = options;
  const filter = {
    status: options.all ? 'ANY' : options.deprecated ? 'DEPRECATED' : 'REGISTERED',
    ...(options.name !== undefined && { name: options.name }),
  } as const;
  const wants = (kind: boolean) => kind || workflows === activities;
  return concat(
    wants(workflows)
      ? recordsOf('workflow', new WorkflowTypeQuerySet(domain).filter(filter), defaults)
      : EMPTY,
    wants(activities)
      ? recordsOf('activity', new ActivityTypeQuerySet(domain).filter(filter), defaults)
      : EMPTY,
  ).pipe(
    toArray(),
    map(records => records.sort(compareTypes)),
    tap(records => printRecords(context, records, look => typesView(records, defaults, look))),
  );
}

const recordsOf = <M extends WorkflowType | ActivityType>(
  kind: TypeRecord['kind'],
  types$: Observable<M>,
  defaults: boolean,
): Observable<TypeRecord> =>
  types$.pipe(
    mergeMap(
      (type): Observable<WorkflowType | ActivityType> => (defaults ? type.upstream() : of(type)),
      concurrency,
    ),
    map(type => toTypeRecord(kind, type)),
  );
