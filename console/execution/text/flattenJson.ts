/** Kinds of JSON values. */
export type JsonKind = 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null';

/** A line of a tree of JSON. */
export interface JsonRow {
  /** Path from the root: `.user.tags[0]`. */
  readonly path: string;
  readonly depth: number;
  /** Name of the member or index of the element; `undefined` for the root. */
  readonly name: string | undefined;
  readonly kind: JsonKind;
  /** Text of a primitive value, or of a short closed object. */
  readonly text: string;
  /** Number of members or elements of an object or array. */
  readonly size: number;
  readonly isOpen: boolean;
  readonly value: unknown;
}

/** Longest text of a line. */
const longest = 300;

/** Returns the lines of a value, in order. Members of closed objects have none. */
export function flattenJson(
  value: unknown,
  isOpen: (path: string, depth: number) => boolean,
): readonly JsonRow[] {
  const rows: JsonRow[] = [];
  // A stack in place of recursion: payloads may be nested deeper than calls may be.
  const stack: {
    readonly value: unknown;
    readonly path: string;
    readonly depth: number;
    readonly name?: string;
  }[] = [{ value, path: '', depth: 0 }];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { path, depth, name } = next;
    const kind = kindOf(next.value);
    const members = membersOf(next.value);
    const open = members.length > 0 && isOpen(path, depth);
    rows.push({
      path,
      depth,
      name,
      kind,
      text: open ? '' : previewOf(next.value, kind),
      size: members.length,
      isOpen: open,
      value: next.value,
    });
    if (!open) continue;
    for (let i = members.length - 1; i >= 0; i -= 1) {
      const [key, member] = members[i] ?? ['', undefined];
      const step = kind === 'array' ? `[${key}]` : memberPath(key);
      stack.push({ value: member, path: `${path}${step}`, depth: depth + 1, name: key });
    }
  }
  return rows;
}

/** Returns the paths of the objects that have to be open to show a path. */
export const parentsOf = (path: string): readonly string[] => ['', ...pathsTo(path).slice(0, -1)];

/** Most matches that a search returns. */
export const mostMatches = 1_000;

/** Most values that a search looks at, so that one of megabytes ends. */
const mostLooks = 500_000;

/** Returns the paths of the members whose names or values contain a text, in order. Case does not matter. */
export function searchJson(value: unknown, text: string): readonly string[] {
  const wanted = text.toLowerCase();
  if (wanted === '') return [];
  const found: string[] = [];
  const stack: { readonly value: unknown; readonly path: string; readonly name: string }[] = [
    { value, path: '', name: '' },
  ];
  let looks = 0;
  for (let next = stack.pop(); next !== undefined && found.length < mostMatches; next = stack.pop()) {
    looks += 1;
    if (looks > mostLooks) break;
    const { path, name } = next;
    const members = membersOf(next.value);
    const isLeaf = typeof next.value !== 'object' || next.value === null;
    if (name.toLowerCase().includes(wanted) || (isLeaf && `${next.value}`.toLowerCase().includes(wanted)))
      found.push(path);
    for (let i = members.length - 1; i >= 0; i -= 1) {
      const [key, member] = members[i] ?? ['', undefined];
      const isArray = Array.isArray(next.value);
      stack.push({
        value: member,
        path: `${path}${isArray ? `[${key}]` : memberPath(key)}`,
        name: isArray ? '' : key,
      });
    }
  }
  return found;
}

/** Returns a value in a few characters: `"Ada"`, `{ id: 7, tags: [3] }`. */
export function previewOf(value: unknown, kind: JsonKind = kindOf(value)): string {
  if (kind === 'string') return shorten(JSON.stringify(value));
  if (kind === 'array') return `[${membersOf(value).length || ''}]`;
  if (kind !== 'object') return `${value}`;
  let text = '';
  for (const [name, member] of membersOf(value)) {
    if (text.length > 80) return `{ ${text}, … }`;
    const inner = kindOf(member);
    const shown =
      inner === 'object' ? '{…}' : inner === 'array' ? previewOf(member) : shorten(previewOf(member), 40);
    text += `${text === '' ? '' : ', '}${name}: ${shown}`;
  }
  return text === '' ? '{}' : `{ ${text} }`;
}

function kindOf(value: unknown): JsonKind {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'array';
  const type = typeof value;
  return type === 'string' || type === 'number' || type === 'boolean' ? type : 'object';
}

const membersOf = (value: unknown): readonly (readonly [string, unknown])[] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : [];

const memberPath = (name: string): string =>
  /^[A-Za-z_$][\w$]*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;

const shorten = (text: string, max = longest): string =>
  text.length > max ? `${text.slice(0, max)}…` : text;

/** The prefixes of a path that end where a step ends. */
function pathsTo(path: string): readonly string[] {
  const steps = path.match(/\.[A-Za-z_$][\w$]*|\[\d+\]|\["(?:[^"\\]|\\.)*"\]/g) ?? [];
  let text = '';
  return steps.map(step => {
    text += step;
    return text;
  });
}
