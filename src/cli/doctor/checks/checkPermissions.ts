import { concatMap, defer, from, map, mergeMap, type Observable, type SchedulerLike, toArray } from 'rxjs';
import type { Domain } from '../../../models/index.js';
import type { Role } from '../../iam/Role.js';
import { roles } from '../../iam/roles.js';
import { fail, ok, type Result, warn } from '../findings/Finding.js';
import { type Verdict, verdictOf } from '../permissions/Trial.js';
import { trials } from '../permissions/trials.js';
import type { SeenTypes } from '../types/seenTypes.js';

/** Number of trials at a time. */
const concurrency = 4;

/** Says which operations IAM permits. Those that a role needs must be; others may be refused. */
export const checkPermissions = (
  domain: Domain,
  types$: Observable<SeenTypes>,
  role: Role | undefined,
  scheduler: SchedulerLike,
): Observable<Result> =>
  defer(() => types$).pipe(
    concatMap(types => from(trials(domain, types, new Date(scheduler.now())))),
    mergeMap(verdictOf, concurrency),
    toArray(),
    map(verdicts => resultOf(verdicts, role)),
  );

function resultOf(verdicts: readonly Verdict[], role: Role | undefined): Result {
  const named = (isPermitted: boolean | undefined) =>
    verdicts.filter(verdict => verdict.isPermitted === isPermitted).map(({ operation }) => operation);
  const [permitted, refused, unknown] = [named(true), named(false), named(undefined)];
  const needed = role === undefined ? [] : refused.filter(operation => actionsOf(role).has(operation));
  if (role !== undefined && needed.length > 0)
    return fail(
      `refused, and needed by ${withArticle(role)}: ${needed.join(', ')}`,
      `Attach the policy that "rx-swf iam --role ${role}" prints.`,
    );
  if (role === undefined && refused.length > 0)
    return warn(
      `${permitted.length} calls are permitted; refused: ${refused.join(', ')}`,
      'That is fine if this program does not need them; --role compares with what a role needs.',
    );
  const text = `${permitted.length} calls are permitted`;
  if (unknown.length > 0)
    return warn(`${text}; no answer to ${unknown.join(', ')}`, 'Calls are throttled: try again later.');
  return ok(role === undefined ? text : `${withArticle(role)} may do what could be tried`);
}

const withArticle = (role: Role): string => `${role === 'operator' ? 'an' : 'a'} ${role}`;

/** The operations of a role, whatever its types and task lists are. */
const actionsOf = (role: Role): ReadonlySet<string> =>
  new Set(
    roles[role]({
      workflows: [''],
      activities: [''],
      taskLists: [''],
      callsLambda: false,
      registers: false,
    }).flatMap(({ actions }) => actions),
  );
