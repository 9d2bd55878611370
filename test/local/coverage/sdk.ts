import * as Swf from '@aws-sdk/client-swf';

/** The SDK's schema of a structure. */
interface Known {
  readonly members: readonly (readonly [name: string, schema: unknown])[];
  /** So many of the members, from the first on, are required. */
  readonly required: number;
}

const resolve = (schema: unknown): unknown => (typeof schema === 'function' ? resolve(schema()) : schema);

/** The SDK writes a structure as [3, namespace, name, traits, names, schemas, required], a list as [1, …, entry]. */
function knownOf(schema: unknown): Known | undefined {
  const resolved = resolve(schema);
  if (!Array.isArray(resolved)) return undefined;
  const [kind, , , , names, schemas, required = 0] = resolved;
  if (kind === 1) return knownOf(names);
  if (kind !== 3 || !Array.isArray(names) || !Array.isArray(schemas)) return undefined;
  return { members: names.map((name, index) => [`${name}`, schemas[index]] as const), required };
}

function* pathsOf(schema: unknown, path = ''): Generator<string> {
  const { members = [], required = 0 } = knownOf(schema) ?? {};
  for (const [index, [name, inner]] of members.entries()) {
    const at = path === '' ? name : `${path}.${name}`;
    yield index < required ? `${at} is required` : at;
    yield* pathsOf(inner, at);
  }
}

/** The operations that the SDK knows. */
export const sdkOperations: readonly string[] = Object.keys(Swf)
  .filter(name => name.endsWith('Command') && name !== '$Command')
  .map(name => name.slice(0, -'Command'.length));

/** The members of an operation's input and output as the SDK knows them. */
export function sdkPaths(operation: string): { input: string[]; output: string[] } {
  const [, schema] = Object.entries(Swf).find(([name]) => name === `${operation}$`) ?? [];
  const [, , , , input, output]: unknown[] = Array.isArray(schema) ? schema : [];
  return { input: [...pathsOf(input)], output: [...pathsOf(output)] };
}
