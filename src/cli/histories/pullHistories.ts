import { defaultIfEmpty, finalize, last, type Observable, tap } from 'rxjs';
import { HistoryArchive, type PullProgress } from '../../archive/index.js';
import { omitUndefined } from '../../values/index.js';
import type { CommandContext } from '../frame/CommandContext.js';
import { outageNotes } from '../frame/outageNotes.js';
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
  const outages = outageNotes({
    note: text => {
      progress.clear();
      terminal.note(text);
    },
  });
  return new HistoryArchive(folder)
    .pull(domain, { ...omitUndefined({ since, until, open, redact }), ...outages })
    .pipe(
      tap(({ day, written }) => progress.show(`${day}: ${historiesOf(written)} added`)),
      defaultIfEmpty({ day: '', listed: 0, written: 0, skipped: 0 }),
      last(),
      tap(end => {
        progress.clear();
        terminal.print(pulledText(end, domain.name, folder));
      }),
      finalize(() => progress.clear()),
    );
}

/** Returns what to print at the end of a pull. */
export function pulledText({ written, skipped }: PullProgress, domain: string, folder: string): string {
  const added =
    written === 0
      ? `No history of ${domain} is new: ${folder} already has what is listed.`
      : `Added ${historiesOf(written)} of ${domain} to ${folder}.`;
  return `${added}${skippedText(skipped)}\n`;
}

function skippedText(skipped: number): string {
  if (skipped === 0) return '';
  const [it, was] = skipped === 1 ? ['it', 'was'] : ['they', 'were'];
  return ` Skipped ${skipped.toLocaleString('en-US')}: ${it} ${was} deleted or closed after ${it} ${was} listed.`;
}

const historiesOf = (count: number): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? 'history' : 'histories'}`;
