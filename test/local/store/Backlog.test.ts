import { cpSync, readdirSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import {
  SignalWorkflowExecutionCommand,
  TerminateWorkflowExecutionCommand,
  type WorkflowExecution,
} from '@aws-sdk/client-swf';
import { ClassicLevel } from 'classic-level';
import fc from 'fast-check';
import { LocalSwf, manualClock } from 'rx-swf/local';
import { describe, expect, it, onTestFinished } from 'vitest';
import { callRaw } from '../../harness/callRaw.js';
import { domain } from '../../harness/registrations.js';
import { SdkHarness } from '../../harness/SdkHarness.js';
import { complete, schedule } from '../../harness/sdkDecisions.js';
import { temporaryFolder } from '../../harness/temporaryFolder.js';

type Answer = readonly [operation: string, input: object, answer: unknown];

/** The rows of a folder in format 1, in which closed executions have a row for each event, and what it holds. */
interface Format1 {
  readonly time: number;
  readonly taskToken: string;
  readonly rows: readonly (readonly [key: string, value: string])[];
  readonly answers: readonly Answer[];
}

const format1: Format1 = JSON.parse(readFileSync(new URL('./format1.json', import.meta.url), 'utf8'));

async function folderInFormat1(): Promise<string> {
  const folder = temporaryFolder();
  const level = new ClassicLevel(folder);
  await level.batch(format1.rows.map(([key, value]) => ({ type: 'put', key, value })));
  await level.close();
  return folder;
}

/** The rows of a folder that is not open, in order. */
async function rowsIn(folder: string): Promise<[key: string, value: string][]> {
  const level = new ClassicLevel(folder);
  const rows = await level.iterator({ gte: 'row/' }).all();
  await level.close();
  return rows;
}

const kindsIn = async (folder: string) =>
  (await rowsIn(folder)).map(([, value]) => /"kind":"(\w+)"/.exec(value)?.[1]);

/** Opens a folder and asks it again what format 1 has answered. */
async function answersOf(data: string): Promise<readonly Answer[]> {
  const swf = new LocalSwf({ data, clock: manualClock(format1.time) });
  onTestFinished(() => swf.close());
  const answers: Answer[] = [];
  for (const [operation, input] of format1.answers) {
    answers.push([operation, input, (await callRaw(swf, operation, input)).body]);
  }
  await swf.close();
  return answers;
}

const terminate = (workflowId: string) => new TerminateWorkflowExecutionCommand({ domain, workflowId });

/** Where the newest log of a folder is. */
function logOf(folder: string): string {
  const logs = readdirSync(folder).filter(file => file.endsWith('.log'));
  return join(folder, logs.sort().at(-1) ?? '');
}

describe('a closed execution', () => {
  it('has one row with its whole history in place of the rows of its events', async () => {
    const data = temporaryFolder();
    const before = await SdkHarness.empty({ data }).prepare();
    const run = await before.start('w1', { input: 'ein Lied für "dich"\n🎵', tagList: ['a'] });
    await before.decide(schedule('a1'), complete('done'));
    await before.start('w2');
    const events = await before.events(run);
    await before.swf.close();
    const kinds = await kindsIn(data);
    expect(kinds.filter(kind => kind === 'closedRun')).toHaveLength(1);
    expect(kinds.filter(kind => kind === 'event')).toHaveLength(2);
    const after = SdkHarness.empty({ data });
    expect(await after.events(run)).toEqual(events);
  });

  it('keeps the rows of its events if they are too long for one', async () => {
    const data = temporaryFolder();
    const before = await SdkHarness.empty({ data }).prepare();
    const run = await before.start('w1');
    const input = 'x'.repeat(32_768);
    const signal = new SignalWorkflowExecutionCommand({ domain, workflowId: 'w1', signalName: 's', input });
    await Promise.all(Array.from({ length: 520 }, () => before.client.send(signal)));
    await before.client.send(terminate('w1'));
    await before.swf.close();
    expect(await kindsIn(data)).not.toContain('closedRun');
    const after = SdkHarness.empty({ data });
    expect(await after.types(run)).toHaveLength(2 + 520 + 1);
  });

  it('is not opened with any change in its row', async () => {
    const data = temporaryFolder();
    const before = await SdkHarness.empty({ data }).prepare();
    await before.start('w1', { input: 'some input' });
    await before.client.send(terminate('w1'));
    await before.swf.close();
    const [key, value] = (await rowsIn(data)).at(-1) ?? ['', ''];
    expect(value).toContain('"closedRun"');
    await fc.assert(
      fc.asyncProperty(fc.nat(value.length - 1), async at => {
        const copy = temporaryFolder();
        cpSync(data, copy, { recursive: true });
        const level = new ClassicLevel(copy);
        const other = value[at] === '1' ? '2' : '1';
        await level.put(key, value.slice(0, at) + other + value.slice(at + 1));
        await level.close();
        const swf = new LocalSwf({ data: copy });
        await expect(swf.ready()).rejects.toMatchObject({ code: 'DAMAGED' });
        await swf.close();
      }),
      { numRuns: 25 },
    );
  });
});

describe('a folder in format 1', () => {
  it('answers as it did, before and after its closed executions have a row each', async () => {
    const folder = await folderInFormat1();
    const kinds = await kindsIn(folder);
    expect(kinds).not.toContain('closedRun');
    expect(await answersOf(folder)).toEqual(format1.answers);
    const closed = (await kindsIn(folder)).filter(kind => kind === 'closedRun');
    expect(closed).toHaveLength(4);
    expect(await answersOf(folder)).toEqual(format1.answers);
  });

  it('goes on: a task that a worker held can be answered', async () => {
    const swf = new LocalSwf({ data: await folderInFormat1(), clock: manualClock(format1.time) });
    onTestFinished(() => swf.close());
    const { taskToken } = format1;
    const { status } = await callRaw(swf, 'RespondActivityTaskCompleted', { taskToken, result: 'r' });
    expect(status).toBe(200);
  });
});

describe('a process that dies', () => {
  it('at any point while the rows of closed executions are combined loses nothing', async () => {
    const folder = await folderInFormat1();
    await answersOf(folder);
    const log = logOf(folder);
    const { size } = statSync(log);
    await fc.assert(
      fc.asyncProperty(fc.nat(size), async length => {
        const copy = temporaryFolder();
        cpSync(folder, copy, { recursive: true });
        // The mark of a closed folder is left after the last write.
        rmSync(join(copy, 'CLOSED'));
        truncateSync(logOf(copy), length);
        expect(await answersOf(copy)).toEqual(format1.answers);
        expect(await answersOf(copy)).toEqual(format1.answers);
      }),
      { numRuns: 20, examples: [[0], [size]] },
    );
  });

  it('at any point while executions start and close leaves each as it was before or after a call', async () => {
    const data = temporaryFolder();
    const before = await SdkHarness.empty({ data }).prepare();
    await before.swf.close();
    const harness = SdkHarness.empty({ data });
    const runs: WorkflowExecution[] = [];
    for (let n = 0; n < 8; n += 1) {
      runs.push(await harness.start(`w${n}`));
      await harness.client.send(terminate(`w${n}`));
    }
    const log = logOf(data);
    const { size } = statSync(log);
    await fc.assert(
      fc.asyncProperty(fc.nat(size), async length => {
        const copy = temporaryFolder();
        cpSync(data, copy, { recursive: true });
        truncateSync(logOf(copy), length);
        const after = SdkHarness.empty({ data: copy });
        const lengths = await Promise.all(
          runs.map(run =>
            after.types(run).then(
              types => types.length,
              () => 0,
            ),
          ),
        );
        // The last one may be open; those before it have closed, and those after it have not started.
        const started = lengths.filter(events => events > 0);
        expect(lengths.slice(0, started.length)).toEqual(started);
        expect(started.slice(0, -1).every(events => events === 3)).toBe(true);
        expect([undefined, 2, 3]).toContain(started.at(-1));
        await after.start('next');
        await after.swf.close();
      }),
      { numRuns: 15, examples: [[0], [size]] },
    );
  });
});
