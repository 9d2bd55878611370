import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ActivityFailure, settings } from 'rx-swf';
import { LocalSwf } from 'rx-swf/local';
import { activityWorker } from 'rx-swf/workflows';
import { filter, firstValueFrom, lastValueFrom, map, toArray } from 'rxjs';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { listFiles, measureFile } from '../../examples/demo/files.js';
import { job } from '../../examples/demo/job.js';
import { manifest, report } from '../../examples/demo/report.js';
import type { Cursor, Listing, ManifestInput, Measure } from '../../examples/demo/types.js';
import { attempts, list, measure, manifest as workflow } from '../../examples/demo/workflow.js';
import { ChildProgram } from '../harness/ChildProgram.js';
import { temporaryFolder } from '../harness/temporaryFolder.js';
import { WorkflowHarness } from '../harness/WorkflowHarness.js';

let folder: string;

beforeEach(() => {
  folder = temporaryFolder();
});

/** Makes files whose content is their name. */
function files(...names: string[]): void {
  for (const name of names) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), `${name}\n`);
  }
}

describe('listing', () => {
  it('walks folders in order, with any page size', async () => {
    const names = Array.from({ length: 400 }, (_, n) => `d${n % 7}/f${n}`);
    files(...names, 'd1.txt', 'a');
    const found: string[] = [];
    let after: Cursor | undefined;
    do {
      const page = await listFiles({ folders: [folder], after });
      expect(page.files.length).toBeLessThanOrEqual(150);
      found.push(...page.files);
      after = page.next;
    } while (after !== undefined);
    expect(new Set(found).size).toBe(402);
    expect(found).toHaveLength(402);
    expect(found[0]).toBe(join(folder, 'a'));
  });

  it('continues with the next folder, and finds nothing in an empty one', async () => {
    files('x/1', 'y/2');
    mkdirSync(join(folder, 'empty'));
    const folders = ['empty', 'x', 'empty', 'y'].map(name => join(folder, name));
    expect((await listFiles({ folders })).files).toEqual([join(folder, 'x/1'), join(folder, 'y/2')]);
    const after = { folder: 1, file: join(folder, 'x/1') };
    expect((await listFiles({ folders, after })).files).toEqual([join(folder, 'y/2')]);
    expect(await listFiles({ folders: [join(folder, 'empty')] })).toEqual({ files: [] });
  });
});

describe('measuring', () => {
  it('hashes, counts and compresses a file', async () => {
    writeFileSync(join(folder, 'abc'), 'abc');
    expect(await measureFile(join(folder, 'abc'), new AbortController().signal)).toEqual({
      bytes: 3,
      lines: 0,
      gzipped: 23,
      sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    });
  });
});

describe('the workflow', () => {
  const input: ManifestInput = { folders: ['docs'], concurrency: 2, files: 0 };
  const empty = { bytes: 0, lines: 0, gzipped: 0, sha256: '' };

  /** The workflow with work that is done in its own way. */
  const run = async (
    lists: (after: Cursor | undefined) => Listing,
    measures: (file: string) => Promise<Measure>,
  ) => {
    const harness = await WorkflowHarness.open([workflow]);
    const work = [list.with(({ after }) => lists(after)), measure.with(measures)];
    const worker = activityWorker(harness.domain, 'decisions', work, { register: true, concurrency: 10 });
    const working = worker.subscribe();
    onTestFinished(() => working.unsubscribe());
    await firstValueFrom(worker.events$.pipe(filter(({ type }) => type === 'poll')));
    return harness.run(workflow, input);
  };

  it('measures at most `concurrency` files at once', async () => {
    let [now, most] = [0, 0];
    await run(
      () => ({ files: ['a', 'b', 'c', 'd', 'e'] }),
      async () => {
        most = Math.max(most, ++now);
        await Promise.resolve();
        now -= 1;
        return empty;
      },
    );
    expect(most).toBeLessThanOrEqual(2);
  });

  it('lists page by page, and reports the number of files', async () => {
    const pages: Record<string, Listing> = { a: { files: ['b', 'c'] } };
    const result = await run(
      after =>
        after === undefined
          ? { files: ['a'], next: { folder: 0, file: 'a' } }
          : (pages[after.file] ?? { files: [] }),
      async () => empty,
    );
    expect(result).toEqual({ files: 3 });
  });

  it('fails if the files cannot be listed after all attempts', async () => {
    let tries = 0;
    const failed = run(
      () => {
        tries += 1;
        throw new ActivityFailure('EIO');
      },
      async () => empty,
    );
    await expect(failed).rejects.toMatchObject({ reason: 'Cannot list the files', details: 'EIO' });
    expect(tries).toBe(attempts);
  });
});

describe('the job', () => {
  let swf: LocalSwf;

  beforeEach(() => {
    swf = new LocalSwf();
    settings.set({ client: swf.client() });
  });
  afterEach(() => {
    settings.clear();
    return swf.close();
  });

  const runs = () =>
    lastValueFrom(
      job({ folders: [folder], concurrency: 4, interval: 5 }).pipe(
        filter(event => event.kind === 'closed'),
        map(({ run }) => run),
        toArray(),
      ),
    );

  it('measures every file, and reports those that cannot be read', async () => {
    files('a', 'b/c', 'b/d');
    symlinkSync(join(folder, 'nowhere'), join(folder, 'dangling'));
    const closed = await runs();
    expect(manifest(closed)).toEqual([
      {
        file: join(folder, 'a'),
        bytes: 2,
        lines: 1,
        gzipped: expect.any(Number),
        sha256: expect.any(String),
      },
      expect.objectContaining({ file: join(folder, 'b/c'), bytes: 4 }),
      expect.objectContaining({ file: join(folder, 'b/d'), bytes: 4 }),
      { file: join(folder, 'dangling'), error: expect.stringContaining('ENOENT') },
    ]);
    expect(report(closed, 1_000)).toMatch(
      /3 files +10 B[\s\S]*Not measured, after 3 attempts each: 1[\s\S]*COMPLETED in 1.0 s/,
    );
    const tries = closed[0]?.activities.all.filter(({ input }) => input === join(folder, 'dangling'));
    expect(tries).toHaveLength(attempts);
  });

  it('continues in another run if there are too many files for one', async () => {
    files(...Array.from({ length: 320 }, (_, n) => `f${n}`));
    const closed = await runs();
    expect(closed.length).toBeGreaterThan(1);
    expect(new Set(manifest(closed).map(({ file }) => file)).size).toBe(320);
  });

  it('has nothing to do in an empty folder', async () => {
    const closed = await runs();
    expect(manifest(closed)).toEqual([]);
    expect(report(closed, 0)).toContain('COMPLETED');
  });
});

describe('the command', () => {
  const demo = (...args: string[]) => ChildProgram.ofSource('examples/demo/main.ts', ...args);

  it('prints a table and a summary of the history, without terminal codes in a log', async () => {
    files('a', 'b');
    const { code, output } = await (await demo(folder)).ended;
    expect(output).toMatch(/largest files[\s\S]*2 files[\s\S]*The history: \d+ events in 1 run/);
    expect(output).not.toContain('\u001b');
    expect(code).toBe(0);
  });

  it('stops cleanly on Ctrl-C', async () => {
    files(...Array.from({ length: 3_000 }, (_, n) => `f${n}`));
    const program = await demo(folder);
    await program.prints('files measured');
    await program.kill('SIGINT');
    const { code, output } = await program.ended;
    expect(output).toContain('Stopped. The execution has been terminated');
    expect(code).toBe(130);
  });

  it('runs on another SWF', async () => {
    files('a');
    const swf = new LocalSwf();
    const { url } = await swf.listen();
    const { code, output } = await (await demo(folder, '--endpoint', url)).ended;
    await swf.close();
    expect(output).toContain('COMPLETED');
    expect(code).toBe(0);
  });

  it.each([
    [['nowhere'], 1, 'Not a folder: nowhere'],
    [['--nonsense'], 2, 'Usage: npm run demo'],
    [['--concurrency', '0'], 2, '--concurrency must be a whole number from 1'],
    [['--aws', '--endpoint', 'http://127.0.0.1:1'], 2, 'cannot be combined'],
    [['--endpoint', 'nonsense'], 1, 'endpoint'],
    [['--help'], 0, 'Usage: npm run demo'],
  ])('answers %j with exit code %i', async (args, expected, message) => {
    const { code, output } = await (await demo(...args)).ended;
    expect(output).toContain(message);
    expect(code).toBe(expected);
  });
});
