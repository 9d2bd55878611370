import { refuse, type TypeId } from '../../values/index.js';
import { subjectOf } from '../commands/recorded.js';

/** Refuses none, and two of the same name and version: nobody could tell whose tasks are whose. */
export function checkTypes(field: string, one: string, types: readonly TypeId[]): void {
  if (!Array.isArray(types)) refuse(field, types, `a list, with at least one ${one}`);
  const names = types.map(subjectOf);
  if (names.length === 0) refuse(field, types, `at least one ${one}`);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) refuse(field, twice, `${field} of different names or versions`);
}
