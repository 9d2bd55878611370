import { forkJoin, map, type Observable, of, take } from 'rxjs';
import type { TypeList } from '../../remote/wire/lists.js';
import type { TypeStatus } from '../../streams/catalog/TypeDirectory.js';
import { compareTypes, type TypesOfList, toDriftRecord, toTypeRecord } from '../../streams/index.js';
import type { Call, Operation } from './Call.js';
import { checkNames, flagOf, oneOf } from './readQuery.js';
import { json } from './responses.js';

const statuses = ['REGISTERED', 'DEPRECATED', 'ANY'] as const;

/** The types of the domain, and how they differ from code. */
export const typesRoute: Operation = {
  name: 'readTypes',
  facts: call => {
    checkNames(call.url.searchParams, ['status', 'defaults']);
    queryOf(call);
    return {};
  },
  respond: call => {
    const query = queryOf(call);
    return call.streams
      .get(JSON.stringify(['types', query]), () => typesIn(call, query))
      .pipe(map(list => json(list)));
  },
};

const queryOf = ({ url: { searchParams } }: Call) => ({
  status: oneOf('status', searchParams.get('status'), statuses) ?? ('ANY' as const),
  defaults: flagOf('defaults', searchParams.get('defaults')) ?? false,
});

function typesIn(
  { gateway: { directory, drift$ } }: Call,
  { status, defaults }: { readonly status: TypeStatus; readonly defaults: boolean },
): Observable<TypeList> {
  return forkJoin({
    types: (defaults ? directory.describe(status) : directory.list(status)).pipe(map(recordsOf)),
    drift: drift$ === undefined ? of(undefined) : drift$.pipe(take(1), map(toDriftRecord)),
  }).pipe(map(({ types, drift }) => (drift === undefined ? { types } : { types, drift })));
}

const recordsOf = ({ workflows, activities }: TypesOfList) =>
  [
    ...workflows.map(type => toTypeRecord('workflow', type)),
    ...activities.map(type => toTypeRecord('activity', type)),
  ].sort(compareTypes);
