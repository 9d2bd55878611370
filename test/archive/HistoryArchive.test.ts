import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { completeWorkflowExecution, Domain, InvalidArgumentError, recordMarker } from 'rx-swf';
import { HistoryArchive, type PullOptions } from 'rx-swf/archive';
import { replay } from 'rx-swf/testing';
import { workflow } from 'rx-swf/workflows';
import { firstValueFrom, lastValueFrom, of, skip, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { Calls } from '../harness/Calls.js';
import { SdkHarness } from '../harness/SdkHarness.js';
import { temporaryFolder } from '../harness/temporaryFolder.js';

const oneDay = 86_400_000;

/** A domain in which executions have closed on three days, and one is open. The first day was two days ago. */
async function threeDays() {
  const harness = await SdkHarness.open();
  await harness.registerWorkflowType({ name: 'Film cut', version: '.1' });
  const today = Math.ceil(harness.clock.now() / oneDay) * oneDay + 2 * oneDay;
  harness.clock.advance(today - 2 * oneDay - harness.clock.now());
  for (let day = 0; day < 3; day += 1) {
    for (let n = 0; n < 20; n += 1) {
      const workflowType =
        n % 5 === 0 ? { name: 'Film cut', version: '.1' } : { name: 'Encode', version: '1' };
      await harness.start(`run-${day}-${n}`, {
        workflowType,
        input: JSON.stringify({ n, line: 'a\u2028b' }),
      });
      await harness.decide(completeWorkflowExecution({ result: n }));
      harness.clock.advance(60_000);
    }
    if (day < 2) harness.clock.advance(oneDay - 20 * 60_000);
  }
  await harness.start('open-1');
  // Listings lag: a day can be complete an hour after its end.
  harness.clock.advance(2 * 3_600_000);
  const client = harness.swf.client();
  return { harness, today, domain: new Domain({ name: 'media', client }), calls: new Calls(client) };
}

/** Returns the names and contents of all files of a folder. */
const filesOf = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .sort()
      .map(path => [path.slice(folder.length + 1), readFileSync(path, 'base64')]),
  );

describe('HistoryArchive', () => {
  const pull = async (archive: HistoryArchive, domain: Domain, options: PullOptions = {}) =>
    lastValueFrom(archive.pull(domain, options));

  it('writes a compressed file for each day and type, and keeps the present day open', async () => {
    const { domain, today } = await threeDays();
    const archive = new HistoryArchive(temporaryFolder());
    const { written, listed } = await pull(archive, domain, { since: new Date(today - 2 * oneDay) });
    expect([listed, written]).toEqual([60, 60]);
    const day = (n: number) => new Date(today - n * oneDay).toISOString().slice(0, 10);
    expect(Object.keys(filesOf(archive.folder))).toEqual([
      `media/${day(2)}/Encode%401.ndjson.gz`,
      `media/${day(2)}/Film%20cut%40%2e1.ndjson.gz`,
      `media/${day(1)}/Encode%401.ndjson.gz`,
      `media/${day(1)}/Film%20cut%40%2e1.ndjson.gz`,
      `media/${day(0)}/Encode%401.ndjson`,
      `media/${day(0)}/Film%20cut%40%2e1.ndjson`,
      'media/archive.json',
    ]);
  });

  it('reads what was written, and replay takes it', async () => {
    const { domain, today } = await threeDays();
    const archive = new HistoryArchive(temporaryFolder());
    await pull(archive, domain, { since: new Date(today - 2 * oneDay) });
    const all = await lastValueFrom(archive.histories().pipe(toArray()));
    expect(all).toHaveLength(60);
    const films = await lastValueFrom(archive.histories({ type: 'Film cut@.1' }).pipe(toArray()));
    expect(films).toHaveLength(12);
    expect(films[0]).toMatchObject({
      workflowId: 'run-0-0',
      workflowType: { name: 'Film cut', version: '.1' },
      status: 'CLOSED',
      closeStatus: 'COMPLETED',
    });
    const encode = workflow({ name: 'Encode', version: '1' }, ({ n }: { n: number }) => of(n));
    const run = all.find(({ workflowId }) => workflowId === 'run-1-3');
    expect(run && replay(encode, run)).toMatchObject({ outcome: 'completed', latest: 3 });
    expect(await lastValueFrom(archive.histories({ domain: 'other' }), { defaultValue: 'none' })).toBe(
      'none',
    );
  });

  it('asks nothing about days that are complete, and adds what is new', async () => {
    const { harness, domain, calls, today } = await threeDays();
    const archive = new HistoryArchive(temporaryFolder());
    const since = new Date(today - 2 * oneDay);
    await pull(archive, domain, { since });
    calls.take();
    await harness.decide(completeWorkflowExecution({}));
    expect(await pull(archive, domain, { since })).toMatchObject({ listed: 21, written: 1 });
    expect(calls.operations).toEqual(['ListClosedWorkflowExecutions', 'GetWorkflowExecutionHistory']);
    harness.clock.advance(2 * oneDay);
    await pull(archive, domain, { since });
    expect(Object.keys(filesOf(archive.folder)).filter(name => name.endsWith('.ndjson'))).toEqual([]);
    expect(await lastValueFrom(archive.histories().pipe(toArray()))).toHaveLength(61);
  });

  it('leaves the same files however often it is interrupted', async () => {
    const { domain, today } = await threeDays();
    const since = new Date(today - 2 * oneDay);
    const whole = new HistoryArchive(temporaryFolder());
    await pull(whole, domain, { since });
    const cut = new HistoryArchive(temporaryFolder());
    for (let steps = 0; steps < 12; steps += 1) {
      await firstValueFrom(cut.pull(domain, { since }).pipe(skip(steps)), { defaultValue: undefined });
      // A process that is killed may leave half a line.
      for (const name of Object.keys(filesOf(cut.folder)).filter(file => file.endsWith('.ndjson')))
        appendFileSync(join(cut.folder, name), '{"workflowId":"run-0');
    }
    await pull(cut, domain, { since });
    expect(filesOf(cut.folder)).toEqual(filesOf(whole.folder));
  });

  it('replaces the open executions at each pull', async () => {
    const { harness, domain } = await threeDays();
    const archive = new HistoryArchive(temporaryFolder());
    const openIds = async () => {
      await pull(archive, domain, { open: true, since: new Date(harness.clock.now()) });
      const name = join(archive.folder, 'media/open/Encode%401.ndjson.gz');
      return gunzipSync(readFileSync(name))
        .toString()
        .match(/"workflowId":"open-\d"/g);
    };
    expect(await openIds()).toEqual(['"workflowId":"open-1"']);
    await harness.decide(completeWorkflowExecution({}));
    await harness.start('open-2');
    expect(await openIds()).toEqual(['"workflowId":"open-2"']);
  });

  it('redacts payloads, and refuses to mix redacted histories with others', async () => {
    const { harness, domain } = await threeDays();
    await harness.decide(completeWorkflowExecution({}));
    await harness.start('secret', { input: '{"card":"4111 1111","valid":true}' });
    await harness.decide(
      recordMarker({ markerName: 'note', details: 'Anna 7' }),
      completeWorkflowExecution({ result: 'Anna' }),
    );
    const archive = new HistoryArchive(temporaryFolder());
    const options = { since: new Date(harness.clock.now()), redact: true };
    await pull(archive, domain, options);
    const text = JSON.stringify(await lastValueFrom(archive.histories().pipe(toArray())));
    expect(text.includes(JSON.stringify('{"card":"1111 1111","valid":true}'))).toBe(true);
    expect(text.includes('Anna')).toBe(false);
    await expect(pull(archive, domain, { since: options.since })).rejects.toThrow(
      /is redacted\. Pull into another/,
    );
  });

  it.each<[string, () => unknown, string]>([
    [
      'an unknown option',
      () => Reflect.apply(HistoryArchive.prototype.pull, new HistoryArchive('x'), ['media', { sinc: 1 }]),
      'sinc',
    ],
    [
      'a since after until',
      () => new HistoryArchive('x').pull('media', { since: new Date(2), until: new Date(1) }),
      'since',
    ],
    ['an empty folder name', () => new HistoryArchive(''), 'folder'],
  ])('refuses %s', (_, act, message) => {
    expect(act).toThrow(InvalidArgumentError);
    expect(act).toThrow(message);
  });

  it('names the file and the line that are damaged', async () => {
    const { domain, today } = await threeDays();
    const archive = new HistoryArchive(temporaryFolder());
    await pull(archive, domain, { since: new Date(today) });
    const file = Object.keys(filesOf(archive.folder)).find(name => name.includes('Film')) ?? '';
    appendFileSync(join(archive.folder, file), '{"workflowId"\n');
    await expect(lastValueFrom(archive.histories())).rejects.toThrow(/^Line 5 of .*Film.* is damaged/);
    await expect(lastValueFrom(new HistoryArchive('no/such').histories())).rejects.toThrow(
      /^Cannot read the archive/,
    );
  });
});
