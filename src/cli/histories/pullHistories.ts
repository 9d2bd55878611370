import { defaultIfEmpty, finalize, last, type Observable, tap } from 'rxjs';
import { HistoryArchive } from '../../archive/index.js';
import { omitUndefined } from '../../values/index.js';
import type { CommandContext } from '../frame/CommandContext.js';
import { Progress } from '../frame/Progress.js';
import { domainOf } from '../session/domainOf.js';
import type { PullCommandOptions } from './command.js';

/** Adds histories to an archive. */
export function pullHistories(
  { connection, terminal }: CommandContext,
  { folder, since, until, open, redact }: PullCommandOptions,
): Observable<unknown> {
  const domain = domainOf(connection);
  const progress = new Progress(terminal);
  const archive = new HistoryArchive(folder);
  return archive.pull(domain, omitUndefined({ since, until, open, redact })).pipe(
    tap(({ day, written }) => progress.show(`${day}: ${written} histories written`)),
    defaultIfEmpty({ day: '', listed: 0, written: 0 }),
    last(),
    tap(({ listed, written }) => {
      progress.clear();
      terminal.print(
        `${written} of ${listed} listed histories of ${domain.name} were new, and are now in ${folder}.\n`,
      );
    }),
    finalize(() => progress.clear()),
  );
}
