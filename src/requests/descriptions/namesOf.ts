import { readMember } from './members.js';
import { showValue } from './showValue.js';

/** Names of an error. */
export interface ErrorNames {
  /** Its `name`, or the name of its class if it has none of its own. */
  readonly name: string;
  /** Its other classes, most specific first, without the uninformative `Error`. */
  readonly classes: readonly string[];
}

/** Maximum number of classes to visit in a prototype chain. */
const mostClasses = 8;

/**
 * Returns the names of an error. A class that extends `Error` inherits the `name` 'Error' unless it sets one.
 * Never throws.
 */
export function namesOf(error: object): ErrorNames {
  const classes = [...classesOf(error), ...describedClassesOf(error)];
  const given = readMember(error, 'name');
  const stated = given === undefined ? '' : showValue(given);
  // The built-in classes set a `name`, which their subclasses inherit.
  const [special] = classes;
  const isInherited = special !== undefined && nameIsInherited(error);
  const name = isInherited ? special : stated || 'Error';
  return { name, classes: classes.filter(one => one !== name) };
}

function classesOf(error: object): string[] {
  const classes = prototypesOf(error).map(prototype => {
    const Class = readMember(prototype, 'constructor');
    return typeof Class === 'function' ? readMember(Class, 'name') : undefined;
  });
  return classes.filter(
    (name): name is string => typeof name === 'string' && !['', 'Error', 'Object'].includes(name),
  );
}

/** Returns the class names that the error had in the worker thread that described it. */
function describedClassesOf(error: object): string[] {
  try {
    const classes = readMember(error, 'classes');
    if (!Array.isArray(classes)) return [];
    return classes.slice(0, mostClasses).filter((name): name is string => typeof name === 'string');
  } catch {
    // Malformed values are left out.
    return [];
  }
}

/** Returns whether the name is inherited from a superclass of the error's own class. */
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
    // A Proxy may be revoked, or its trap may throw.
  }
  return prototypes;
}
