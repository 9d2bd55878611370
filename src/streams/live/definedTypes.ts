import { type Domain, toDomain, type WorkflowType } from '../../models/index.js';
import { refuse, typeKey } from '../../values/index.js';
import type { AnyType, TypeDefinition } from './TypeDefinition.js';

/** A type that code defines, and the attributes of it that the code sets. */
export interface DefinedType {
  readonly key: string;
  readonly model: AnyType;
  readonly stated: readonly string[];
}

/** Attributes that say which type it is, or that only SWF sets. */
const unstated = new Set(['domain', 'name', 'version', 'status', 'creationDate', 'deprecationDate']);

/**
 * Returns the types that code defines.
 *
 * @throws `InvalidArgumentError` for what defines no type of this domain, and for a type that is defined twice
 */
export function definedTypes(
  domain: Domain,
  definitions: readonly (TypeDefinition | AnyType)[],
  taskList: string | undefined,
): readonly DefinedType[] {
  if (!Array.isArray(definitions)) refuse('definitions', definitions, 'a list of definitions and types');
  const defined = definitions.map((one: TypeDefinition | AnyType, i) =>
    definedType(domain, one, taskList, i),
  );
  const keys = defined.map(({ key }) => key);
  const twice = defined.find(({ key }, i) => keys.indexOf(key) !== i);
  if (twice !== undefined) refuse('definitions', `${twice.model}`, 'definitions of distinct types');
  return defined;
}

function definedType(
  domain: Domain,
  one: TypeDefinition | AnyType,
  taskList: string | undefined,
  index: number,
): DefinedType {
  const field = `definitions[${index}]`;
  if (typeof one !== 'object' || one === null || !('type' in one || 'domain' in one))
    refuse(field, one, 'a workflow, an activity or a type');
  const isModel = 'domain' in one;
  const model = isModel ? one : one.type(domain, taskList);
  if (toDomain(model.domain).name !== domain.name)
    refuse(field, model.domain.name, `a type of the domain "${domain.name}"`);
  const stated = Object.keys(isModel ? one.toJSON() : one.options);
  return {
    key: keyOf(model),
    model,
    stated: stated.filter(attr => attr in model && !unstated.has(attr)),
  };
}

/** Returns a key that is unique among the types of both kinds. */
export const keyOf = (type: AnyType): string =>
  `${isWorkflowType(type) ? 'workflow' : 'activity'} ${typeKey(type)}`;

/** Checks a member rather than `instanceof`: a program may contain two copies of this package. */
export const isWorkflowType = (type: AnyType): type is WorkflowType => 'startExecution' in type;
