import { init, parse } from 'es-module-lexer/js';
import { transform } from 'sucrase';

/** Error of a block that imports what a page doesn't have. */
export class UnknownPackageError extends Error {
  override readonly name = 'UnknownPackageError';

  constructor(name: string, known: readonly string[]) {
    super(`This page has no package "${name}". Expected one of: ${known.join(', ')}`);
  }
}

/**
 * Turns a block into JavaScript whose imports are addresses. Lines keep their numbers. Sucrase only removes types,
 * which takes a hundredth of the code of a compiler.
 *
 * @throws `UnknownPackageError` if the block imports another package
 */
export async function toModule(code: string, packages: Readonly<Record<string, string>>): Promise<string> {
  const { code: plain } = transform(code, {
    transforms: ['typescript'],
    disableESTransforms: true,
    keepUnusedImports: false,
  });
  await init;
  const [imports] = parse(plain);
  let module = '';
  let end = 0;
  for (const { type, specifier, start, end: stop } of imports) {
    // `import.meta`, or an import whose name is computed.
    if (specifier === null || specifier === undefined) continue;
    const address = packages[specifier];
    if (address === undefined) throw new UnknownPackageError(specifier, Object.keys(packages));
    module += plain.slice(end, start) + (type === 'dynamic' ? JSON.stringify(address) : address);
    end = stop;
  }
  return module + plain.slice(end);
}
