import type { Domain } from '../../models/index.js';
import type { AnyType, TypeDefinition } from '../../streams/index.js';
import type { AnyActivity, AnyWorkflow } from '../../workflows/index.js';

/** What a module exports for commands: workflows, activities, contracts, types, and at most one domain. */
export interface Definitions {
  /** Absolute path of the module. */
  readonly path: string;
  /** Workflows with their code, which can be replayed. */
  readonly workflows: readonly AnyWorkflow[];
  readonly activities: readonly AnyActivity[];
  /** Everything that defines a type: workflows, activities, contracts and models. */
  readonly types: readonly (TypeDefinition | AnyType)[];
  readonly domain: Domain | undefined;
}

/**
 * Finds definitions among the values that a module exports, also in lists and in plain objects. Checks members
 * rather than classes, because the module may have its own copy of this package.
 */
export function findDefinitions(path: string, exported: Iterable<unknown>): Definitions {
  const found = [...new Set([...exported].flatMap(value => candidatesIn(value, 3)))];
  return {
    path,
    workflows: found.filter(isWorkflow),
    activities: found.filter(isActivity),
    types: found.filter(isType),
    domain: found.find(isDomain),
  };
}

/** Returns the objects that may be definitions, looking into lists and objects down to a depth. */
function candidatesIn(value: unknown, depth: number): readonly object[] {
  if (typeof value !== 'object' || value === null) return [];
  if (isType(value) || isDomain(value)) return [value];
  // An activity with its implementation, as for a worker.
  if ('definition' in value && 'handler' in value) return candidatesIn(value.definition, 1);
  const isContainer = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
  return isContainer && depth > 0 ? Object.values(value).flatMap(one => candidatesIn(one, depth - 1)) : [];
}

const hasNames = (value: object): boolean =>
  'name' in value &&
  typeof value.name === 'string' &&
  'version' in value &&
  typeof value.version === 'string';

const isDefinition = (value: object): value is TypeDefinition =>
  hasNames(value) && 'options' in value && 'type' in value && typeof value.type === 'function';

const isModel = (value: object): value is AnyType => hasNames(value) && 'domain' in value && 'save' in value;

const isType = (value: object): value is TypeDefinition | AnyType => isDefinition(value) || isModel(value);

const isWorkflow = (value: object): value is AnyWorkflow =>
  isDefinition(value) && 'run' in value && typeof value.run === 'function';

const isActivity = (value: object): value is AnyActivity => isDefinition(value) && 'with' in value;

const isDomain = (value: object): value is Domain => 'retentionPeriod' in value && 'save' in value;
