import { defer, type Observable } from 'rxjs';
import { LocalSwf } from '../../local/index.js';
import { omitUndefined } from '../../values/index.js';
import type { CommandContext } from '../frame/CommandContext.js';
import type { ImportCommandOptions } from './command.js';
import { describeImported, importInto } from './importInto.js';

/** Adds an execution to a data folder, and prints where it stands. */
export const importFile = (
  { terminal }: CommandContext,
  { data, region, ...options }: ImportCommandOptions,
  file: string,
): Observable<void> =>
  defer(async () => {
    const swf = new LocalSwf({ data, ...omitUndefined({ region }) });
    try {
      terminal.print(`${describeImported(await importInto(swf, file, options))}\n`);
    } finally {
      await swf.close();
    }
  });
