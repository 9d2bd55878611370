import { defer, from, type Observable } from 'rxjs';
import { type DomainOrName, toDomain } from '../models/index.js';
import { checkOptions } from '../requests/index.js';
import { checkText } from '../values/index.js';
import type { ArchivedHistory } from './files/ArchivedHistory.js';
import { listFiles, parseLine, readFile } from './files/readArchive.js';
import { checkPullOptions, type PullOptions } from './pull/PullOptions.js';
import { type PullProgress, pullDomain } from './pull/pullDomain.js';

/** Selection of archived histories. */
export interface ArchiveFilter {
  /** Name of a domain. @defaultValue all domains */
  readonly domain?: string;
  /** Type, such as `Order@1`. @defaultValue all types */
  readonly type?: string;
}

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
   * cost no call; an interrupted pull goes on where it ended, and leaves the same files as one that was not
   * interrupted. Calls keep the pace of the domain's client; throttling and transient errors are waited out.
   *
   * @throws `InvalidArgumentError` for an option that is not valid
   */
  pull(domain: DomainOrName, options: PullOptions = {}): Observable<PullProgress> {
    const checked = checkPullOptions(options);
    const model = toDomain(domain);
    return defer(() => pullDomain(this.folder, model, checked));
  }

  /**
   * Reads the archived histories, by domain, day and type, one at a time: an archive may be larger than memory. As an
   * AsyncIterable is read, so is this: a slow subscriber of `concatMap` queues, a `for await` loop over
   * {@link HistoryArchive.read} doesn't. Errors with `InvalidArgumentError` if a file is damaged.
   */
  histories(filter: ArchiveFilter = {}): Observable<ArchivedHistory> {
    checkOptions('histories()', filter, { domain: true, type: true });
    return defer(() => from(this.read(filter)));
  }

  /** Reads the archived histories like {@link HistoryArchive.histories}, as fast as the loop takes them. */
  async *read({ domain, type }: ArchiveFilter = {}): AsyncGenerator<ArchivedHistory> {
    for (const file of await listFiles(this.folder)) {
      if ((domain ?? file.domain) !== file.domain || (type ?? file.type) !== file.type) continue;
      for await (const line of readFile(file.path)) yield parseLine(line);
    }
  }
}
