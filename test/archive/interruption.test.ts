import type * as promises from 'node:fs/promises';
import * as fc from 'fast-check';
import type { Domain } from 'rx-swf';
import { HistoryArchive } from 'rx-swf/archive';
import { firstValueFrom, lastValueFrom, skip } from 'rxjs';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { temporaryFolder } from '../harness/temporaryFolder.js';
import { filesOf } from './files.js';
import { threeDays } from './threeDays.js';

/** File operations until one fails; none fails while it is negative. */
const faults = vi.hoisted(() => ({ remaining: -1 }));

vi.mock('node:fs/promises', async importOriginal => {
  const actual = await importOriginal<typeof promises>();
  const isDue = () => faults.remaining >= 0 && faults.remaining-- === 0;
  const fail = () => Promise.reject(new Error('ENOSPC: no space left on device'));
  return {
    ...actual,
    // A disk that is full takes a part of a line.
    appendFile: async (path: string, text: string) => {
      if (!isDue()) return actual.appendFile(path, text);
      await actual.appendFile(path, text.slice(0, text.length / 2));
      return fail();
    },
    rename: (from: string, to: string) => (isDue() ? fail() : actual.rename(from, to)),
    rm: (path: string, options?: object) => (isDue() ? fail() : actual.rm(path, options)),
    writeFile: (path: string, text: string) => (isDue() ? fail() : actual.writeFile(path, text)),
  };
});

vi.mock('node:stream/promises', async importOriginal => {
  const actual = await importOriginal<typeof import('node:stream/promises')>();
  return {
    ...actual,
    // The packed file is whole, and not synced yet.
    pipeline: async (...streams: Parameters<typeof actual.pipeline>) => {
      await actual.pipeline(...streams);
      if (faults.remaining >= 0 && faults.remaining-- === 0) throw new Error('EIO: i/o error');
    },
  };
});

/** An interruption: the n-th file operation fails, or the subscriber leaves after n emissions. */
const anyInterruption = fc.oneof(
  fc.record({ kind: fc.constant('failure' as const), after: fc.nat({ max: 50 }) }),
  fc.record({ kind: fc.constant('unsubscription' as const), after: fc.nat({ max: 25 }) }),
);

describe('A pull', () => {
  afterAll(() => vi.restoreAllMocks());

  const whole = async (archive: HistoryArchive, domain: Domain, since: Date) =>
    lastValueFrom(archive.pull(domain, { since, open: true }));

  it('leaves the same files wherever it is interrupted, and however often', async () => {
    const { domain, since } = await threeDays(10);
    const reference = new HistoryArchive(temporaryFolder());
    await whole(reference, domain, since);
    const expected = filesOf(reference.folder);
    await fc.assert(
      fc.asyncProperty(fc.array(anyInterruption, { minLength: 1, maxLength: 4 }), async interruptions => {
        const archive = new HistoryArchive(temporaryFolder());
        for (const { kind, after } of interruptions) {
          if (kind === 'failure') {
            faults.remaining = after;
            await whole(archive, domain, since).catch(() => undefined);
            faults.remaining = -1;
          } else {
            const pull$ = archive.pull(domain, { since, open: true }).pipe(skip(after));
            await firstValueFrom(pull$, { defaultValue: undefined });
          }
        }
        await whole(archive, domain, since);
        expect(filesOf(archive.folder)).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  }, 120_000);
});
