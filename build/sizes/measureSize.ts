import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

/** Options of a bundle. */
export interface BundleOptions {
  /** Folder that imports are resolved from. */
  readonly folder: string;
  /** Packages that are left out. */
  readonly without?: readonly string[];
}

/**
 * Resolves to the size of a program as a page loads it, in bytes: with all that it imports in one file, for browsers,
 * minified and gzipped.
 */
export async function measureSize(program: string, { folder, without = [] }: BundleOptions): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: folder },
    absWorkingDir: folder,
    // The paths of the project's own configuration lead to the sources, and not to the package.
    tsconfigRaw: '{}',
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    external: [...without],
    logLevel: 'error',
  });
  return outputFiles.reduce((size, { contents }) => size + gzipSync(contents, { level: 9 }).length, 0);
}
