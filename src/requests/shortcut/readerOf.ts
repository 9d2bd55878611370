/** Completes a parsed value in place and returns it. Throws on values that are left to the SDK. */
export type Reader = (value: unknown) => unknown;

// Numbers by which the SDK's schemas name their kinds.
const list = 1;
const structure = 3;
const timestamp = 4;
/** Added to the kind of the items of a list. */
const listOf = 64;

/** Reads what JSON represents as it is. */
const asParsed: Reader = value => value;

/** Reads a timestamp: seconds since the epoch. */
const toDate: Reader = value => {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new TypeError('Not a timestamp');
  return new Date(Math.round(value * 1000));
};

/** Reads the output of operations that have none. */
const nothing: Reader = value => {
  if (Object.keys(Object(value)).length > 0) throw new TypeError('Not empty');
  return value;
};

/** Returns the reader of a schema, which turns timestamps into dates. Throws on a schema of unknown form. */
export function readerOf(schema: unknown): Reader {
  if (typeof schema === 'function') return readerOf(schema());
  if (schema === timestamp) return toDate;
  if (schema === 'unit') return nothing;
  if (isScalar(schema)) return asParsed;
  if (typeof schema === 'number' && isScalar(schema - listOf)) return asParsed;
  if (Array.isArray(schema) && schema[0] === list) return listReader(readerOf(schema[4]));
  if (Array.isArray(schema) && schema[0] === structure) return structureReader(schema[4], schema[5]);
  throw new TypeError('Unknown schema');
}

/** Returns whether a schema is a string, a number or a boolean. */
const isScalar = (schema: unknown): boolean => schema === 0 || schema === 1 || schema === 2;

function listReader(readItem: Reader): Reader {
  if (readItem === asParsed) return asParsed;
  return value => {
    if (!Array.isArray(value)) throw new TypeError('Not a list');
    for (const [index, item] of value.entries()) value[index] = readItem(item);
    return value;
  };
}

function structureReader(names: readonly string[], schemas: readonly unknown[]): Reader {
  const members = names
    .map((name, index) => [name, readerOf(schemas[index])] as const)
    .filter(([, read]) => read !== asParsed);
  if (members.length === 0) return asParsed;
  return value => {
    if (typeof value !== 'object' || value === null) throw new TypeError('Not a structure');
    const record: Record<string, unknown> = Object.assign(value);
    for (const [name, read] of members) {
      const member = record[name];
      if (member !== undefined) record[name] = read(member);
    }
    return value;
  };
}
