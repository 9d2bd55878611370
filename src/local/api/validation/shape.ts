import { faults } from '../faults.js';

declare const described: unique symbol;

/** A validator for values of type `T`. */
export interface Shape<T> {
  readonly check: Check;
  /** Allows null in place of this value in a list. */
  readonly isNullable?: true;
  readonly [described]?: T;
}

type Check = (value: unknown, path: string, report: Reporter) => void;

/** A required member. */
export interface Required<T> extends Shape<T> {
  readonly required: true;
}

type Members = Readonly<Record<string, Shape<unknown>>>;
type TypeOf<S> = S extends Shape<infer T> ? T : never;
type RequiredNames<M> = { [K in keyof M]: M[K] extends { readonly required: true } ? K : never }[keyof M];
type Structure<M> = { [K in RequiredNames<M>]: TypeOf<M[K]> } & {
  [K in Exclude<keyof M, RequiredNames<M>>]?: TypeOf<M[K]> | undefined;
};

/** A constraint in addition to the type: its condition, and its wording in SWF's messages. */
export interface Rule<T> {
  readonly holds: (value: T) => boolean;
  readonly constraint: string;
}

/** A collector of the errors of a request. */
interface Reporter {
  /** Reports a value that violates a constraint. */
  violation(value: unknown, path: string, constraint: string): void;
  /** Reports a missing required member. */
  missing(path: string): void;
}

/** The number of errors after which validation stops. */
const mostErrors = 20;

/** The maximum length of all invalid values shown: enough for one payload slightly over its limit. */
const mostShown = 40_000;

/** The characters shown of each value once that is used up, and the entries shown of a list. */
const shortest = 20;

/** Collects the errors of a request and throws them as one fault. */
class Report implements Reporter {
  readonly #errors: string[] = [];
  #left = mostShown;

  violation(value: unknown, path: string, constraint: string): void {
    this.#add(`Value '${this.#show(value)}' at '${path}' failed to satisfy constraint: ${constraint}`);
  }

  missing(path: string): void {
    this.#add(`Value null at '${path}' failed to satisfy constraint: Member must not be null`);
  }

  /** Throws if there are any errors. */
  conclude(): void {
    const count = this.#errors.length;
    if (count === 0) return;
    const errors = count === 1 ? '1 validation error' : `${count} validation errors`;
    throw faults.validation(`${errors} detected: ${this.#errors.join('; ')}`);
  }

  #add(error: string): void {
    this.#errors.push(error);
    if (this.#errors.length === mostErrors) this.conclude();
  }

  #show(value: unknown): string {
    const whole = print(value);
    const most = Math.max(this.#left, shortest);
    const shown = whole.length > most ? `${whole.slice(0, most)}…` : whole;
    this.#left -= shown.length;
    return shown;
  }
}

/** Ignores violations, to check only the types of values. */
const silent: Reporter = { violation: () => {}, missing: () => {} };

/**
 * Throws a fault if the value doesn't match the shape. Removes members that are null, which count as absent.
 */
export function validate<T>({ check }: Shape<T>, value: unknown): asserts value is T {
  const report = new Report();
  check(value, '', report);
  report.conclude();
}

const wrongType = (path: string, wanted: string) =>
  faults.serialization(`${path === '' ? 'The request' : `'${path}'`} must be ${wanted}`);

const join = (path: string, member: string) => (path === '' ? member : `${path}.${member}`);

/** Formats a value as Java does. */
function print(value: unknown): string {
  if (!Array.isArray(value)) return typeof value === 'object' ? JSON.stringify(value) : String(value);
  const shown = value.slice(0, shortest).map(print);
  return `[${[...shown, ...(value.length > shortest ? ['…'] : [])].join(', ')}]`;
}

/** A string whose length is between the two limits, inclusive, and that satisfies the rules. */
export function text(least: number, most: number, ...rules: Rule<string>[]): Shape<string> {
  return {
    check(value, path, report) {
      if (typeof value !== 'string') throw wrongType(path, 'a string');
      if (value.length < least) {
        report.violation(value, path, `Member must have length greater than or equal to ${least}`);
      } else if (value.length > most) {
        report.violation(value, path, `Member must have length less than or equal to ${most}`);
      } else {
        for (const { holds, constraint } of rules)
          if (!holds(value)) report.violation(value, path, constraint);
      }
    },
  };
}

/** One of these strings. */
export function choice<const T extends string>(...words: readonly T[]): Shape<T> {
  const known: ReadonlySet<string> = new Set(words);
  const constraint = `Member must satisfy enum value set: [${words.join(', ')}]`;
  return {
    check(value, path, report) {
      if (typeof value !== 'string') throw wrongType(path, 'a string');
      if (!known.has(value)) report.violation(value, path, constraint);
    },
  };
}

/** An integer between the two limits, inclusive. */
export function integer(least: number, most: number): Shape<number> {
  return {
    check(value, path, report) {
      if (typeof value !== 'number' || !Number.isInteger(value)) throw wrongType(path, 'an integer');
      if (value < least) {
        report.violation(value, path, `Member must have value greater than or equal to ${least}`);
      } else if (value > most) {
        report.violation(value, path, `Member must have value less than or equal to ${most}`);
      }
    },
  };
}

export const flag: Shape<boolean> = {
  check(value, path) {
    if (typeof value !== 'boolean') throw wrongType(path, 'a boolean');
  },
};

/** Seconds since the epoch. */
export const timestamp: Shape<number> = {
  check(value, path) {
    if (typeof value !== 'number') throw wrongType(path, 'a timestamp');
  },
};

/** A list of at most `most` entries. If it is longer, only that is reported. */
export function list<T>(entry: Shape<T>, most = Number.POSITIVE_INFINITY): Shape<T[]> {
  const checkEntries = (entries: readonly unknown[], path: string, report: Reporter) => {
    for (const [index, each] of entries.entries()) {
      const at = `${path}.${index + 1}.member`;
      if (each !== null) entry.check(each, at, report);
      else if (!entry.isNullable) report.missing(at);
    }
  };
  return {
    check(value, path, report) {
      if (!Array.isArray(value)) throw wrongType(path, 'a list');
      if (value.length <= most) return checkEntries(value, path, report);
      // A wrong type takes precedence over a constraint, and only entries of the right type can be printed.
      const first = value.slice(0, most + 1);
      checkEntries(first, path, silent);
      const constraint = `Member must have length less than or equal to ${most}`;
      report.violation(value.length > first.length ? [...first, '…'] : first, path, constraint);
    },
  };
}

/**
 * Allows null in place of this shape in a list. SWF accepts and keeps such nulls, although the SDK's types
 * exclude them.
 */
export const nullable = <T>(shape: Shape<T>): Shape<T> => ({ ...shape, isNullable: true });

/** Makes a member of this shape required. */
export const required = <T>(shape: Shape<T>): Required<T> => ({ ...shape, required: true });

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A structure of these members. Removes other members. `also` validates the structure as a whole. */
export function structure<const M extends Members>(
  members: M,
  also?: (value: Record<string, unknown>, path: string, report: Reporter) => void,
): Shape<Structure<M>> {
  const entries = Object.entries(members).map(([name, shape]) => ({
    name,
    shape,
    isRequired: 'required' in shape,
  }));
  return {
    check(value, path, report) {
      if (!isRecord(value)) throw wrongType(path, 'a structure');
      for (const name of Object.keys(value)) if (!Object.hasOwn(members, name)) delete value[name];
      for (const { name, shape, isRequired } of entries) {
        const member = value[name];
        if (member === null) delete value[name];
        if (member !== undefined && member !== null) shape.check(member, join(path, name), report);
        else if (isRequired) report.missing(join(path, name));
      }
      also?.(value, path, report);
    },
  };
}
