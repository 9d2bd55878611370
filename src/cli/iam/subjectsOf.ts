import { InvalidArgumentError } from '../../requests/index.js';
import type { AnyType, TypeDefinition } from '../../streams/index.js';
import { isWorkflow } from '../definitions/definitionsIn.js';
import type { Role } from './Role.js';
import type { Subjects } from './Subjects.js';

type Definition = TypeDefinition | AnyType;

/** What a policy is made for, besides the definitions. */
export interface SubjectOptions {
  readonly role: Role;
  /** Task lists, in place of those that the definitions name. */
  readonly taskLists: readonly string[];
  readonly registers: boolean;
}

/**
 * Returns the types and task lists that a policy has to name.
 *
 * @throws `InvalidArgumentError` if a policy of the role would name nothing, or not every list that is polled
 */
export function subjectsOf(
  definitions: readonly Definition[],
  { role, taskLists, registers }: SubjectOptions,
): Subjects {
  const workflows = definitions.filter(isWorkflow);
  const activities = definitions.filter(type => !isWorkflow(type));
  const polled = role === 'decider' ? workflows : activities;
  if (role === 'worker' && activities.length === 0) refuseNone('activities', role);
  if ((role === 'decider' || role === 'starter') && workflows.length === 0) refuseNone('workflows', role);
  return {
    workflows: namesOf(workflows),
    activities: namesOf(activities),
    taskLists: role === 'decider' || role === 'worker' ? listsOf(polled, taskLists) : [],
    callsLambda: workflows.some(type => optionOf(type, 'lambdaRole') !== undefined),
    registers,
  };
}

function refuseNone(what: string, role: Role): never {
  throw new InvalidArgumentError(`The module exports no ${what}, which the policy of a ${role} must name`);
}

/** Several versions of a type share its name. */
const namesOf = (types: readonly Definition[]): readonly string[] =>
  [...new Set(types.map(({ name }) => name))].sort();

function listsOf(types: readonly Definition[], given: readonly string[]): readonly string[] {
  if (given.length > 0) return [...new Set(given)].sort();
  const lists = types.map(type => {
    const list = optionOf(type, 'taskList');
    if (typeof list === 'string') return list;
    throw new InvalidArgumentError(
      `${type.name}@${type.version} sets no task list. Name those that the worker polls with --task-list`,
    );
  });
  return [...new Set(lists)].sort();
}

/** Returns an option of a definition, or an attribute of a model. */
function optionOf(type: Definition, name: string): unknown {
  const options: object = 'options' in type ? type.options : type;
  return new Map<string, unknown>(Object.entries(options)).get(name);
}
