import { init, parse } from 'es-module-lexer/js';
import { transform } from 'sucrase';

/** Error of a block that imports what a page doesn't have. */
export class UnknownPackageError extends Error {
  override readonly name = 'UnknownPackageError';
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
  for (const { n: name, s: start, e: stop, d: kind } of imports) {
    // `import.meta`, or an import whose name is computed.
    if (name === undefined) continue;
    const address = packages[name];
    if (address === undefined)
      throw new UnknownPackageError(
        `This page has no package ${name}. It has ${Object.keys(packages).join(', ')}`,
      );
    module += plain.slice(end, start) + (kind === -1 ? address : JSON.stringify(address));
    end = stop;
  }
  return module + plain.slice(end);
}
