import { DataFolderError } from './DataFolderError.js';

const isMissing = ({ message }: Error) => /Cannot find (package|module) '?classic-level\b/.test(message);

/** Returns an error and its causes: bundlers and test runners wrap the errors of a loader. */
function chainOf(error: unknown): readonly Error[] {
  return error instanceof Error ? [error, ...chainOf(error.cause)] : [];
}

/** Loads `classic-level`, an optional dependency with a binary for each platform. */
export async function loadLevel(folder: string) {
  try {
    return (await import('classic-level')).ClassicLevel;
  } catch (error) {
    throw new DataFolderError('MISSING_DEPENDENCY', folder, adviceOn(chainOf(error)), error);
  }
}

function adviceOn(chain: readonly Error[]): string {
  if (chain.length === 0 || chain.some(isMissing)) {
    return 'needs the package classic-level. Install it with "npm install classic-level".';
  }
  const [reason] = chain.at(-1)?.message.split('\n') ?? [];
  const platform = `${process.platform}-${process.arch}`;
  return (
    `needs the package classic-level, which is installed but cannot be used on ${platform} (${reason}). ` +
    'Reinstall it, build its binary with "npm rebuild classic-level --build-from-source", or omit data.'
  );
}
