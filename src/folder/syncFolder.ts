import { open } from 'node:fs/promises';

/** Puts the names in a folder on the disk, so that a file that was renamed there outlasts a loss of power. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows opens no folders, and writes names at once.
  if (process.platform === 'win32') return;
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
