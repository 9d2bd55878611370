import { readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { CountOpenWorkflowExecutionsCommand } from '@aws-sdk/client-swf';
import { ClassicLevel } from 'classic-level';
import { DataFolderError, LocalSwf, type LocalSwfOptions } from 'rx-swf/local';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ChildProgram } from '../../harness/ChildProgram.js';
import { expectFault } from '../../harness/expectFault.js';
import { domain } from '../../harness/registrations.js';
import { SdkHarness } from '../../harness/SdkHarness.js';
import { complete } from '../../harness/sdkDecisions.js';
import { temporaryFolder } from '../../harness/temporaryFolder.js';

/** Failure of the package that stores the data. */
const trouble = vi.hoisted<{ loading: string | undefined; isOld: boolean }>(() => ({
  loading: undefined,
  isOld: false,
}));

vi.mock('classic-level', async original => {
  const actual = await original<typeof import('classic-level')>();
  return {
    get ClassicLevel() {
      if (trouble.loading !== undefined) throw new Error(trouble.loading);
      return trouble.isOld ? class ClassicLevel {} : actual.ClassicLevel;
    },
  };
});

let data: string;

beforeEach(() => {
  data = temporaryFolder();
});
afterEach(() => {
  trouble.loading = undefined;
  trouble.isOld = false;
  vi.restoreAllMocks();
});

/** Why a service cannot be opened. */
async function refusal(options: LocalSwfOptions = {}): Promise<unknown> {
  const swf = new LocalSwf({ data, ...options });
  const error: unknown = await swf.ready().then(
    () => 'it is open',
    caught => caught,
  );
  await swf.close();
  return error;
}

/** Leaves a folder with something in it. */
async function fill(): Promise<void> {
  const harness = await SdkHarness.empty({ data }).prepare();
  for (let n = 0; n < 20; n += 1) await harness.start(`w${n}`);
  await harness.swf.close();
}

/** Changes a folder behind the service's back. */
async function tamper(change: (level: ClassicLevel) => Promise<void>): Promise<void> {
  const level = new ClassicLevel(data);
  await level.open();
  await change(level);
  await level.close();
}

/** The keys and values of all rows. */
const rowsOf = (level: ClassicLevel) => level.iterator({ gte: 'row/' }).all();

const isDamaged = (what: RegExp | string) =>
  expect.objectContaining({ code: 'DAMAGED', folder: data, message: expect.stringMatching(what) });

describe('a folder is used by one service at a time', () => {
  it('another one in this process is rejected, by any path of the folder', async () => {
    const harness = SdkHarness.empty({ data });
    await harness.swf.ready();
    const link = join(temporaryFolder(), 'link');
    symlinkSync(data, link);
    for (const folder of [data, relative('.', data), link]) {
      expect(await refusal({ data: folder })).toMatchObject({ code: 'LOCKED', folder });
    }
    await harness.prepare();
  });

  it('another process is rejected until the first one has died', async () => {
    const server = await ChildProgram.ofSource(new URL('./crash/serve.ts', import.meta.url), data);
    await server.prints('http://');
    expect(await refusal()).toMatchObject({ code: 'LOCKED' });
    // An attempt that failed must not have taken the lock from its owner.
    expect(await refusal()).toMatchObject({ code: 'LOCKED' });
    await server.kill();
    expect(await refusal()).toBe('it is open');
  });

  it('it stays locked when a previous user is closed again', async () => {
    const first = new LocalSwf({ data });
    await first.ready();
    await first.close();
    await SdkHarness.empty({ data }).swf.ready();
    await first.close();
    expect(await refusal()).toMatchObject({ code: 'LOCKED' });
  });

  it('it is released when the service is closed, and when it could not be opened', async () => {
    await fill();
    expect(await refusal({ region: 'eu-west-1' })).toMatchObject({ code: 'OTHER_REGION' });
    expect(await refusal()).toBe('it is open');
  });
});

describe('a folder is rejected', () => {
  it('of another region or account', async () => {
    await fill();
    expect(await refusal({ region: 'eu-west-1' })).toMatchObject({
      code: 'OTHER_REGION',
      message: `The data folder ${data} belongs to region us-east-1 and account 123456789012, not to region eu-west-1 and account 123456789012. Use a separate folder for each.`,
    });
    expect(await refusal({ account: '1' })).toMatchObject({ code: 'OTHER_REGION' });
  });

  it('of an unknown format', async () => {
    await fill();
    const { crc32 } = await import('node:zlib');
    await tamper(async level => {
      const header = JSON.parse(`${(await level.get('header'))?.slice(8)}`);
      const text = JSON.stringify({ ...header, version: 4 });
      await level.put('header', crc32(text, crc32('header')).toString(16).padStart(8, '0') + text);
    });
    expect(await refusal()).toMatchObject({ code: 'VERSION', message: expect.stringContaining('format 4') });
  });

  it.each([
    [
      'Node.js',
      "Cannot find package 'classic-level' imported from /app/node_modules/rx-swf/dist/local/index.js",
    ],
    ['webpack', "Cannot find module 'classic-level'"],
    ['Vite', 'Could not resolve "classic-level" imported by "rx-swf". Is it installed?'],
    ["Plug'n'Play", "rx-swf tried to access classic-level (a peer dependency) but it isn't provided"],
  ])('without the package that reads it, in the words of %s', async (_, reason) => {
    trouble.loading = reason;
    expect(await refusal()).toMatchObject({
      code: 'MISSING_DEPENDENCY',
      message: `The data folder ${data} needs the package classic-level, which rx-swf doesn't install by itself. Install it with "npm install classic-level@3".`,
    });
  });

  it('with a version of that package that is too old', async () => {
    trouble.isOld = true;
    expect(await refusal()).toMatchObject({
      code: 'MISSING_DEPENDENCY',
      message: `The data folder ${data} needs version 3 of the package classic-level, and an older one is installed. Update it with "npm install classic-level@3".`,
    });
  });

  it.each([
    [
      'without a binary for the platform',
      'No native build was found for platform=aix arch=ppc64\n    loaded from: /a\n',
    ],
    ['with a binary that does not load', "/lib/libc.so.6: version `GLIBC_2.38' not found"],
    [
      'without a dependency of the package that reads it',
      "Cannot find package 'abstract-level' imported from /a/node_modules/classic-level/index.js",
    ],
  ])('%s', async (_, reason) => {
    trouble.loading = reason;
    const [first] = reason.split('\n');
    const here = `${process.platform}-${process.arch}`;
    expect(await refusal()).toMatchObject({
      code: 'MISSING_DEPENDENCY',
      message: expect.stringContaining(`which is installed but cannot be used on ${here} (${first}). `),
    });
  });

  it('that cannot be created', async () => {
    expect(await refusal({ data: '/dev/null/data' })).toMatchObject({ code: 'FAILED' });
  });

  it.each<[string, RegExp, (level: ClassicLevel) => Promise<void>]>([
    [
      'a changed row',
      /row\/\d+ has changed/,
      async level => {
        const [[key, value] = ['', '']] = await rowsOf(level);
        await level.put(key, value.replace('media', 'medea'));
      },
    ],
    [
      'a row in another place',
      /row\/\d+ has changed/,
      async level => {
        const [, [key] = [''], [, value] = ['', '']] = await rowsOf(level);
        await level.put(key, value);
      },
    ],
    [
      'a missing row',
      /rows instead of|does not fit/,
      async level => {
        const [key = ''] = (await rowsOf(level)).at(-1) ?? [];
        await level.del(key);
      },
    ],
    [
      'a row missing in the middle',
      /does not fit/,
      async level => {
        const [key = ''] = (await rowsOf(level))[3] ?? [];
        await level.del(key);
      },
    ],
    [
      'a changed header',
      /header has changed/,
      async level => {
        await level.put('header', `${await level.get('header')} `);
      },
    ],
    ['a missing header', /header is missing/, level => level.del('header')],
  ])('with %s', async (_, message, change) => {
    await fill();
    await tamper(change);
    expect(await refusal()).toEqual(isDamaged(message));
  });

  it('that has lost its index, instead of being started afresh', async () => {
    await fill();
    rmSync(join(data, 'CURRENT'));
    expect(await refusal()).toEqual(isDamaged('CURRENT is missing'));
    expect(readdirSync(data).some(file => file.endsWith('.log'))).toBe(true);
  });
});

describe('when a folder is rejected', () => {
  it('every call says why, as does listen()', async () => {
    await fill();
    const harness = SdkHarness.empty({ data, region: 'eu-west-1' });
    await expect(harness.start()).rejects.toBeInstanceOf(DataFolderError);
    await expect(harness.swf.listen()).rejects.toMatchObject({ code: 'OTHER_REGION' });
  });
});

describe('when the disk fails', () => {
  it('nothing more is acknowledged, and everything acknowledged before is there after the disk has recovered', async () => {
    const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
    const harness = await SdkHarness.empty({ data }).prepare();
    const run = await harness.start('w1');
    const task = await harness.pollDecision();
    const { answer } = await harness.waiting(harness.pollActivity());
    const failure = expectFault(answer, 'InternalFailure', /.*/);
    const disk = vi.spyOn(ClassicLevel.prototype, 'batch').mockImplementation(() => {
      throw new Error('No space left on device');
    });
    await expectFault(harness.respond(task, complete()), 'InternalFailure', /.*/);
    await failure;
    disk.mockRestore();
    const look = new CountOpenWorkflowExecutionsCommand({
      domain,
      startTimeFilter: { oldestDate: new Date(0) },
    });
    await expectFault(harness.client.send(look), 'InternalFailure', /.*/);
    await expect(harness.swf.ready()).rejects.toMatchObject({
      code: 'FAILED',
      message: expect.stringContaining('No space left on device'),
    });
    expect(warned).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ code: 'FAILED' }));
    await harness.swf.close();

    const after = SdkHarness.empty({ data });
    expect(await after.types(run)).toEqual([
      'WorkflowExecutionStarted',
      'DecisionTaskScheduled',
      'DecisionTaskStarted',
    ]);
    await after.respond(task, complete());
  });
});
