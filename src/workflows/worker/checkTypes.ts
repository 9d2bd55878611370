import { refuse, type TypeId, typeKey } from '../../values/index.js';

/**
 * Throws for an empty list, and for two definitions with the same name and version, whose tasks could not be
 * told apart.
 */
export function checkTypes(field: string, one: string, types: readonly TypeId[]): void {
  if (!Array.isArray(types)) refuse(field, types, `a list with at least one ${one}`);
  const names = types.map(typeKey);
  if (names.length === 0) refuse(field, types, `at least one ${one}`);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) refuse(field, twice, `${field} with distinct names or versions`);
}
