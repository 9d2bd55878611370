/** Keys and what they do. */
export interface KeyBinding {
  /**
   * Alternatives, as `KeyboardEvent.key` names them: `j`, `ArrowDown`, `Shift+ArrowDown`; `g e` is one key after the
   * other.
   */
  readonly keys: readonly string[];
  /** Phrase for the list of keys. */
  readonly does: string;
  readonly run: (event: KeyboardEvent) => void;
}

/** Keys that belong together. */
export interface KeyGroup {
  readonly title: string;
  readonly bindings: readonly KeyBinding[];
}

/** Milliseconds within which the second key of a sequence follows the first. */
const patience = 1_500;

const groups: (() => KeyGroup)[] = [];
let first: { readonly key: string; readonly at: number } | undefined;

/** Returns the keys that have an effect at present. Those of the page come before those of the frame. */
export const keyGroups = (): readonly KeyGroup[] => groups.map(group => group()).reverse();

/** Adds keys, and returns a function that removes them. The latest of equal keys has effect. */
export function addKeys(group: () => KeyGroup): () => void {
  if (groups.length === 0) document.addEventListener('keydown', press);
  groups.push(group);
  return () => {
    groups.splice(groups.indexOf(group), 1);
    if (groups.length === 0) document.removeEventListener('keydown', press);
  };
}

function press(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTaken(event)) return;
  const key = event.shiftKey && event.key.length > 1 ? `Shift+${event.key}` : event.key;
  const sequence =
    first !== undefined && event.timeStamp - first.at < patience ? `${first.key} ${key}` : undefined;
  const binding = (sequence && find(sequence)) || find(key);
  first = isPrefix(key) ? { key, at: event.timeStamp } : undefined;
  if (binding === undefined) return;
  event.preventDefault();
  binding.run(event);
}

const find = (key: string): KeyBinding | undefined =>
  keyGroups()
    .flatMap(({ bindings }) => bindings)
    .find(({ keys }) => keys.includes(key));

const isPrefix = (key: string): boolean =>
  keyGroups().some(({ bindings }) =>
    bindings.some(({ keys }) => keys.some(one => one.startsWith(`${key} `))),
  );

/** Fields take all keys, dialogs too, and controls take those that activate them. */
function isTaken({ key, target }: KeyboardEvent): boolean {
  if (document.querySelector('dialog[open]') !== null) return true;
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.matches('input:not([type=checkbox]), textarea, select')) return true;
  return (key === 'Enter' || key === ' ') && target.matches('a, button, summary, input');
}
