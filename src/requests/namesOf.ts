import { read } from './read.js';
import { showValue } from './showValue.js';

/** The names that an error goes by. */
export interface ErrorNames {
  /** Its `name`; where it has none of its own, that of its class. */
  readonly name: string;
  /** Its other classes, the most special first; not `Error`, which says nothing. */
  readonly classes: readonly string[];
}

/** Longer chains of classes are not looked at. */
const mostClasses = 8;

/** The names of an error. A class that extends `Error` has the `name` 'Error' unless it says otherwise. Never throws. */
export function namesOf(error: object): ErrorNames {
  const classes = [...classesOf(error), ...describedClassesOf(error)];
  const given = read(error, 'name');
  const stated = given === undefined ? '' : showValue(given);
  // The built-in classes have names, which a class below them inherits.
  const [special] = classes;
  const isInherited = special !== undefined && nameIsInherited(error);
  const name = isInherited ? special : stated || 'Error';
  return { name, classes: classes.filter(one => one !== name) };
}

function classesOf(error: object): string[] {
  const classes = prototypesOf(error).map(prototype => {
    const Class = read(prototype, 'constructor');
    return typeof Class === 'function' ? read(Class, 'name') : undefined;
  });
  return classes.filter(
    (name): name is string => typeof name === 'string' && !['', 'Error', 'Object'].includes(name),
  );
}

/** Those that an error had in the thread that it comes from, where it was described. */
function describedClassesOf(error: object): string[] {
  try {
    const classes = read(error, 'classes');
    if (!Array.isArray(classes)) return [];
    return classes.slice(0, mostClasses).filter((name): name is string => typeof name === 'string');
  } catch {
    // What is not as it should be is left out.
    return [];
  }
}

/** Whether the name comes from a class above the error's own. */
function nameIsInherited(error: object): boolean {
  const [own] = prototypesOf(error);
  try {
    return !Object.hasOwn(error, 'name') && own !== undefined && !Object.hasOwn(own, 'name');
  } catch {
    return false;
  }
}

function prototypesOf(error: object): object[] {
  const prototypes: object[] = [];
  try {
    let prototype: unknown = Object.getPrototypeOf(error);
    while (typeof prototype === 'object' && prototype !== null && prototypes.length < mostClasses) {
      prototypes.push(prototype);
      prototype = Object.getPrototypeOf(prototype);
    }
  } catch {
    // A Proxy may be revoked, or refuse.
  }
  return prototypes;
}
