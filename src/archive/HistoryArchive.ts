import { defer, from, type Observable } from 'rxjs';
import { type DomainOrName, toDomain } from '../models/index.js';
import { checkOptions } from '../requests/index.js';
import { checkText } from '../values/index.js';
import type { ArchivedHistory } from './files/ArchivedHistory.js';
import { type ArchiveFilter, listFiles, parseLine, readFile } from './files/readArchive.js';
import { checkPullOptions, type PullOptions } from './pull/PullOptions.js';
import { type PullProgress, pullDomain } from './pull/pullDomain.js';

/**
 * A folder of histories: compressed lines of JSON, one file for each domain, day and type. SWF deletes closed
 * executions after the retention period of their domain; an archive keeps them, and a gate replays them.
 *
 * @example
 * ```ts
 * import { HistoryArchive } from 'rx-swf/archive';
 *
 * const archive = new HistoryArchive('histories');
 * archive.pull('media', { since: new Date('2026-11-01') }).subscribe(({ day, written }) => console.log(day, written));
 * archive.histories({ type: 'Order@1' }).subscribe(({ workflowId, events }) => console.log(workflowId, events.length));
 * ```
 */
export class HistoryArchive {
  /** Path of the folder. */
  readonly folder: string;

  /** @param folder - path of a folder, which the first pull creates */
  constructor(folder: string) {
    checkText('folder', folder, Number.POSITIVE_INFINITY, 1);
    this.folder = folder;
  }

  /**
   * Adds the histories of a domain that are not in the archive yet, and emits the progress. Days that are complete
   * cost no call. An interrupted pull is continued by the next one, and the files are the same as without the
   * interruption. Calls keep the pace of the domain's client, and are retried after throttling and transient errors.
   * A folder takes one pull of a domain at a time.
   *
   * @throws `InvalidArgumentError` for an option that is not valid
   */
  pull(domain: DomainOrName, options: PullOptions = {}): Observable<PullProgress> {
    const checked = checkPullOptions(options);
    const model = toDomain(domain);
    return defer(() => pullDomain(this.folder, model, checked));
  }

  /**
   * Reads the archived histories, by domain, day and type. Histories are emitted one by one as they are read, so an
   * archive may be larger than memory as long as each is handled synchronously. Asynchronous work should use
   * {@link HistoryArchive.read}, because an operator such as `concatMap` queues what it can't handle yet. Unsubscribing
   * closes the file. Errors with `InvalidArgumentError` if a file is damaged.
   */
  histories(filter: ArchiveFilter = {}): Observable<ArchivedHistory> {
    checkOptions('histories()', filter, { domain: true, type: true });
    return defer(() => from(this.read(filter)));
  }

  /** Reads the archived histories like {@link HistoryArchive.histories}, as fast as the loop takes them. Leaving the loop closes the file. */
  async *read(filter: ArchiveFilter = {}): AsyncGenerator<ArchivedHistory> {
    for (const path of await listFiles(this.folder, filter)) {
      for await (const line of readFile(path)) yield parseLine(line);
    }
  }
}
