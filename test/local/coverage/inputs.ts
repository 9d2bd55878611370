import type { Input, Violation } from './table/Input.js';

/** An input that is as the API wants it, but for one place. */
export interface Attempt {
  readonly path: string;
  readonly input: unknown;
}

/** An attempt that must be refused, and the words that say why. */
export interface Refusal extends Attempt {
  readonly message: string;
}

interface Place {
  readonly path: string;
  readonly input: Input;
  /** The whole input with this value in this place. */
  readonly put: (value: unknown) => unknown;
}

const member = (path: string, name: string) => (path === '' ? name : `${path}.${name}`);

/** All places of an input. */
function* placesOf({ path, input, put }: Place): Generator<Place> {
  yield { path, input, put };
  for (const [name, each] of Object.entries(input.members ?? {})) {
    const around = typeof input.sample === 'object' ? input.sample : {};
    const inner = (value: unknown) => put({ ...around, [name]: value });
    yield* placesOf({ path: member(path, name), input: each, put: inner });
  }
  if (input.entry === undefined) return;
  yield* placesOf({ path: `${path}.1.member`, input: input.entry, put: value => put([value]) });
}

const places = (input: Input) => [...placesOf({ path: '', input, put: value => value })];

/** A value as Java prints it; of a list the first 20 entries. */
function print(value: unknown): string {
  if (!Array.isArray(value)) return typeof value === 'object' ? JSON.stringify(value) : `${value}`;
  return `[${[...value.slice(0, 20).map(print), ...(value.length > 20 ? ['…'] : [])].join(', ')}]`;
}

const refusalOf = ({ path, put }: Place, { value, constraint }: Violation): Refusal => ({
  path,
  input: put(value),
  message: `Value '${print(value)}' at '${path}' failed to satisfy constraint: ${constraint}`,
});

/** Every way to break a constraint. */
export function violations(input: Input): Refusal[] {
  return places(input).flatMap(place => {
    const broken = (place.input.violations ?? []).map(violation => refusalOf(place, violation));
    if (!place.input.required) return broken;
    const message = `Value null at '${place.path}' failed to satisfy constraint: Member must not be null`;
    return [...broken, { path: place.path, input: place.put(undefined), message }];
  });
}

/** Every place with a value of a wrong type: nothing in the API is a list of lists. */
export function wrongTypes(input: Input): Attempt[] {
  return places(input)
    .filter(({ path }) => path !== '')
    .map(({ path, put }) => ({ path, input: put([[]]) }));
}

/** Every place with values that are just about accepted. */
export function limits(input: Input): Attempt[] {
  return places(input).flatMap(({ path, input: { sample, limits = [] }, put }) =>
    [sample, ...limits].map(value => ({ path, input: put(value) })),
  );
}
