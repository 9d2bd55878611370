import type { Domain } from '../../models/index.js';
import type { AnyType, TypeDefinition } from '../../streams/index.js';
import type { AnyWorkflow } from '../../workflows/index.js';

/** What a module of definitions exports, each once. */
export interface Definitions {
  /** Workflows, activities and contracts, and models of types. */
  readonly types: readonly (TypeDefinition | AnyType)[];
  readonly domains: readonly Domain[];
  /** Workflows with their code, which can be replayed. */
  readonly workflows: readonly AnyWorkflow[];
}

type Members = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Members => typeof value === 'object' && value !== null;
const hasName = ({ name, version }: Members) => typeof name === 'string' && typeof version === 'string';

// Members rather than `instanceof`, because the module may have a copy of the package of its own.
const isDomain = (value: unknown): value is Domain =>
  isObject(value) &&
  typeof value['name'] === 'string' &&
  'dataConverter' in value &&
  'retentionPeriod' in value;
const isType = (value: unknown): value is AnyType =>
  isObject(value) && hasName(value) && isDomain(value['domain']);
const isDefinition = (value: unknown): value is TypeDefinition =>
  isObject(value) && hasName(value) && typeof value['type'] === 'function' && isObject(value['options']);
/** An activity with its implementation, as `with()` returns it. */
const isImplementation = (value: unknown): value is { readonly definition: TypeDefinition } =>
  isObject(value) && isDefinition(value['definition']) && typeof value['handler'] === 'function';

/**
 * Returns what defines a type or a domain among the exports of a module, and in lists and objects among them.
 * Everything else is ignored: a module may also export functions and constants.
 */
export function definitionsIn(exports: Members): Definitions {
  const types = new Map<string, TypeDefinition | AnyType>();
  const workflows = new Map<string, AnyWorkflow>();
  const domains = new Map<string, Domain>();
  const collect = (value: unknown, depth: number): void => {
    if (isDomain(value)) domains.set(value.name, value);
    else if (isImplementation(value)) collect(value.definition, depth);
    else if (isType(value) || isDefinition(value)) {
      // A contract and its implementation define the same type.
      const key = keyOf(value);
      if (!types.has(key)) types.set(key, value);
      if (hasCode(value)) workflows.set(key, value);
    } else if (depth < 2 && isObject(value) && isPlain(value))
      for (const member of Object.values(value)) collect(member, depth + 1);
  };
  for (const value of Object.values(exports)) collect(value, 0);
  return { types: [...types.values()], domains: [...domains.values()], workflows: [...workflows.values()] };
}

const isPlain = (value: object) =>
  Array.isArray(value) || [Object.prototype, null].includes(Object.getPrototypeOf(value));

const hasCode = (type: TypeDefinition | AnyType): type is TypeDefinition & AnyWorkflow =>
  'run' in type && typeof type.run === 'function';

/** Returns whether a definition or a model is that of a workflow type. Only these can be started. */
export const isWorkflow = (type: TypeDefinition | AnyType): boolean =>
  'start' in type || 'run' in type || 'startExecution' in type;

const keyOf = (type: TypeDefinition | AnyType): string =>
  JSON.stringify([
    isWorkflow(type),
    'domain' in type ? type.domain.name : undefined,
    type.name,
    type.version,
  ]);
