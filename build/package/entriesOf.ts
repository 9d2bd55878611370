import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Returns the declarations that the entries of a package lead to, by the name that users import them by. */
export function entriesOf(folder: string): ReadonlyMap<string, string> {
  const { name, exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return new Map(
    Object.entries<string | { readonly types?: string }>(exports).flatMap(([path, target]) =>
      typeof target === 'string' || target.types === undefined
        ? []
        : [[`${name}${path.slice(1)}`, join(folder, target.types)]],
    ),
  );
}
