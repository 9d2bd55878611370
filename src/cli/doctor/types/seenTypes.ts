import { concatMap, defer, forkJoin, map, type Observable, take, toArray } from 'rxjs';
import type { Domain } from '../../../models/index.js';
import {
  ActivityTypeQuerySet,
  type AnyType,
  type TypeDefinition,
  WorkflowTypeQuerySet,
} from '../../../streams/index.js';
import { isWorkflow } from '../../definitions/definitionsIn.js';
import { readDefinitions } from '../../definitions/readDefinitions.js';

/** Types of a domain, and the task lists that they name. */
export interface SeenTypes {
  readonly workflows: readonly Seen[];
  readonly activities: readonly Seen[];
}

/** A type that the examined program or SWF has. */
export interface Seen {
  readonly name: string;
  readonly version: string;
  readonly taskList: string | undefined;
}

/** Most types of each kind that are described. */
const most = 10;

/** Emits the types of a module, or else some that are registered in the domain. */
export const seenTypes = (domain: Domain, module: string | undefined): Observable<SeenTypes> =>
  module === undefined
    ? registeredTypes(domain)
    : defer(() => readDefinitions(module)).pipe(
        map(({ types }) => {
          const own = types.filter(type => !('domain' in type) || type.domain.name === domain.name);
          return {
            workflows: own.filter(isWorkflow).map(toSeen),
            activities: own.filter(type => !isWorkflow(type)).map(toSeen),
          };
        }),
      );

function toSeen(type: TypeDefinition | AnyType): Seen {
  const options = new Map<string, unknown>(Object.entries('options' in type ? type.options : type));
  const taskList = options.get('taskList');
  return {
    name: type.name,
    version: type.version,
    taskList: typeof taskList === 'string' ? taskList : undefined,
  };
}

const registeredTypes = (domain: Domain): Observable<SeenTypes> =>
  forkJoin({
    workflows: described(new WorkflowTypeQuerySet(domain).filter({ status: 'REGISTERED', pageSize: most })),
    activities: described(new ActivityTypeQuerySet(domain).filter({ status: 'REGISTERED', pageSize: most })),
  });

/** A listing doesn't show task lists; a description does. */
const described = (types$: Observable<AnyType>): Observable<readonly Seen[]> =>
  types$.pipe(
    take(most),
    concatMap(type => type.upstream()),
    map(({ name, version, taskList }) => ({ name, version, taskList })),
    toArray(),
  );
