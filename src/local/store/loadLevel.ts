import { DataFolderError } from './DataFolderError.js';

const install = 'npm install classic-level@3';

/** Node.js and Bun, bundlers, and Yarn's Plug'n'Play each say in their own words that a package is missing. */
const isMissing = ({ message }: Error) =>
  /(Cannot find (package|module)|Could not resolve|tried to access) ["']?classic-level\b/.test(message);

/** Returns an error and its causes: bundlers and test runners wrap the errors of a loader. */
function chainOf(error: unknown): readonly Error[] {
  return error instanceof Error ? [error, ...chainOf(error.cause)] : [];
}

/** Loads `classic-level`, an optional peer dependency with a binary for each platform. */
export async function loadLevel(folder: string) {
  const Level = await importLevel(folder);
  // Versions before 3 have no `has()`, and reject where a key is missing.
  if ('has' in Level.prototype) return Level;
  throw new DataFolderError(
    'MISSING_DEPENDENCY',
    folder,
    `needs version 3 of the package classic-level, and an older one is installed. Update it with "${install}".`,
  );
}

async function importLevel(folder: string) {
  try {
    return (await import('classic-level')).ClassicLevel;
  } catch (error) {
    throw new DataFolderError('MISSING_DEPENDENCY', folder, adviceOn(chainOf(error)), error);
  }
}

function adviceOn(chain: readonly Error[]): string {
  if (chain.length === 0 || chain.some(isMissing)) {
    return `needs the package classic-level, which rx-swf doesn't install by itself. Install it with "${install}".`;
  }
  const [reason] = chain.at(-1)?.message.split('\n') ?? [];
  const platform = `${process.platform}-${process.arch}`;
  return (
    `needs the package classic-level, which is installed but cannot be used on ${platform} (${reason}). ` +
    'Reinstall it, build its binary with "npm rebuild classic-level --build-from-source", or omit data.'
  );
}
