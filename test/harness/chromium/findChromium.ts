import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Commands of Debian, other Linux systems, and Google, in this order. */
const commands = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** Returns the path of Chromium: that in `CHROMIUM`, or the first on the PATH. */
export function findChromium(): string | undefined {
  const { CHROMIUM: chosen, PATH: path = '' } = process.env;
  if (chosen !== undefined) return chosen;
  const folders = path.split(delimiter);
  return commands.flatMap(command => folders.map(folder => join(folder, command))).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
