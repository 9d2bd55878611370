import { open } from 'node:fs/promises';

/** Syncs the entries of a folder to disk, so that a file renamed into it survives a power failure. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows can't open folders, and writes their entries immediately.
  if (process.platform === 'win32') return;
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
