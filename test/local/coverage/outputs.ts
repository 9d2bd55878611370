import { isList, isMaybe, isWords, type Output } from './table/Output.js';

const member = (path: string, name: string) => (path === '' ? name : `${path}.${name}`);

/** All members of an output, however deep. */
export function* membersOf(output: Output | undefined, path = ''): Generator<string> {
  if (output === undefined || typeof output === 'string' || isWords(output)) return;
  if (isMaybe(output)) return yield* membersOf(output.maybe, path);
  if (isList(output)) return yield* membersOf(output[0], path);
  for (const [name, inner] of Object.entries(output)) {
    yield member(path, name);
    yield* membersOf(inner, member(path, name));
  }
}

/** All words that an answer may use, as `member=WORD`. */
export function* wordsOf(output: Output | undefined, path: string): Generator<string> {
  if (output === undefined || typeof output === 'string') return;
  if (isWords(output)) for (const word of output.words) yield `${path}=${word}`;
  else if (isMaybe(output)) yield* wordsOf(output.maybe, path);
  else if (isList(output)) yield* wordsOf(output[0], path);
  else for (const [name, inner] of Object.entries(output)) yield* wordsOf(inner, member(path, name));
}

const plainTypes = { text: 'string', number: 'number', flag: 'boolean', time: 'number' } as const;

/** Members of a response, checked against the table. */
export interface Seen {
  readonly members: Set<string>;
  readonly words: Set<string>;
  /** Differences from the table. */
  readonly strange: Set<string>;
}

/** Notes all that an answer says. */
export function look(value: unknown, output: Output | undefined, path: string, seen: Seen): void {
  if (output === undefined) return void (value === undefined || seen.strange.add(`${path} is there`));
  if (typeof output === 'string') {
    if (typeof value !== plainTypes[output]) seen.strange.add(`${path} is no ${output}`);
  } else if (isWords(output)) {
    if (output.words.includes(`${value}`)) seen.words.add(`${path}=${value}`);
    else seen.strange.add(`${path}=${value}`);
  } else if (isMaybe(output)) {
    look(value, output.maybe, path, seen);
  } else if (isList(output)) {
    if (!Array.isArray(value)) seen.strange.add(`${path} is no list`);
    else for (const entry of value) look(entry, output[0], path, seen);
  } else {
    lookInside(value, output, path, seen);
  }
}

function lookInside(
  value: unknown,
  output: { readonly [name: string]: Output },
  path: string,
  seen: Seen,
): void {
  if (typeof value !== 'object' || value === null) return void seen.strange.add(`${path} is no structure`);
  for (const [name, inner] of Object.entries(output)) {
    if (!isMaybe(inner) && !Object.hasOwn(value, name)) seen.strange.add(`${member(path, name)} is missing`);
  }
  for (const [name, inner] of Object.entries(value)) {
    const at = member(path, name);
    if (!Object.hasOwn(output, name)) {
      seen.strange.add(`${at} is not in the API`);
      continue;
    }
    seen.members.add(at);
    look(inner, output[name], at, seen);
  }
}
