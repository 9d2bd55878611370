import { appendFileSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { completeWorkflowExecution, type Domain, InvalidArgumentError, recordMarker } from 'rx-swf';
import { HistoryArchive, type PullOptions } from 'rx-swf/archive';
import { replay } from 'rx-swf/testing';
import { workflow } from 'rx-swf/workflows';
import { filter, firstValueFrom, lastValueFrom, map, of, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { callRaw } from '../harness/callRaw.js';
import { intercept } from '../harness/intercept.js';
import { temporaryFolder } from '../harness/temporaryFolder.js';
import { filesOf } from './files.js';
import { oneDay, threeDays } from './threeDays.js';

/** Returns the paths of the files that this process has open. Empty where the system doesn't tell. */
const openFiles = (): readonly string[] =>
  process.platform !== 'linux'
    ? []
    : readdirSync('/proc/self/fd').flatMap(name => {
        try {
          return [readlinkSync(join('/proc/self/fd', name))];
        } catch {
          return [];
        }
      });

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

  it('adds a late one to a complete day that is taken out of archive.json', async () => {
    const { domain, client, since } = await threeDays();
    const whole = new HistoryArchive(temporaryFolder());
    await pull(whole, domain, { since });
    const archive = new HistoryArchive(temporaryFolder());
    let isHidden = true;
    intercept(client, 'ListClosedWorkflowExecutions', async ({ send }) => {
      const answer = await send();
      const { output } = answer as { output: { executionInfos: { execution: { workflowId: string } }[] } };
      const shown = output.executionInfos.filter(info => info.execution.workflowId !== 'run-0-19');
      return isHidden ? { ...answer, output: { ...output, executionInfos: shown } } : answer;
    });
    expect(await pull(archive, domain, { since })).toMatchObject({ written: 59 });
    isHidden = false;
    const state = join(archive.folder, 'media/archive.json');
    const { days, ...rest } = JSON.parse(readFileSync(state, 'utf8'));
    writeFileSync(state, JSON.stringify({ ...rest, days: days.slice(1) }));
    expect(await pull(archive, domain, { since })).toMatchObject({ written: 1 });
    expect(filesOf(archive.folder)).toEqual(filesOf(whole.folder));
  });

  it('skips an execution whose retention period ends between the listing and the reading', async () => {
    const { harness, domain, calls, client, since } = await threeDays();
    const archive = new HistoryArchive(temporaryFolder());
    intercept(client, 'ListClosedWorkflowExecutions', async ({ send }) => {
      const answer = await send();
      if (calls.operations.length === 1) harness.clock.advance(35 * oneDay);
      return answer;
    });
    expect(await pull(archive, domain, { since, until: since })).toMatchObject({
      listed: 20,
      written: 0,
      skipped: 20,
    });
    expect(calls.take('GetWorkflowExecutionHistory')).toBe(20);
  });

  it('keeps the histories of a day that a crash left partly packed, though SWF has deleted them', async () => {
    const { harness, domain, since } = await threeDays();
    const archive = new HistoryArchive(temporaryFolder());
    await pull(archive, domain, { since });
    const whole = filesOf(archive.folder);
    // As if the process had been killed after the day was packed, and before that was recorded.
    const state = join(archive.folder, 'media/archive.json');
    const { days, ...rest } = JSON.parse(readFileSync(state, 'utf8'));
    writeFileSync(state, JSON.stringify({ ...rest, days: days.slice(1) }));
    harness.clock.advance(35 * oneDay);
    await pull(archive, domain, { since, until: since });
    const [first] = days;
    const ofFirst = (files: Record<string, string>) =>
      Object.entries(files).filter(([name]) => name.includes(first));
    expect(ofFirst(filesOf(archive.folder))).toEqual(ofFirst(whole));
  });

  it('reads all pages of a history, up to the 25,000 events of the longest', async () => {
    const { harness, domain, calls } = await threeDays(1);
    const signal = { domain: 'media', workflowId: 'open-1', signalName: 'row', input: '"row"' };
    for (let n = 0; n < 24_995; n += 1) await callRaw(harness.swf, 'SignalWorkflowExecution', signal);
    await harness.decide(completeWorkflowExecution({}));
    const archive = new HistoryArchive(temporaryFolder());
    const since = new Date(harness.clock.now());
    expect(await pull(archive, domain, { since })).toMatchObject({ written: 2 });
    // The execution that closed earlier today has one page.
    expect(calls.take('GetWorkflowExecutionHistory')).toBe(26);
    const lengths = await lastValueFrom(
      archive.histories().pipe(
        map(({ events }) => events.length),
        toArray(),
      ),
    );
    expect(lengths.toSorted((a, b) => a - b)).toEqual([5, 25_000]);
  });

  it('leaves out an execution that is listed as open and has closed since', async () => {
    const { harness, domain, client } = await threeDays();
    const archive = new HistoryArchive(temporaryFolder());
    await harness.start('open-2');
    intercept(client, 'ListOpenWorkflowExecutions', async ({ send }) => {
      const answer = await send();
      await harness.decide(completeWorkflowExecution({}));
      return answer;
    });
    const today = { open: true, since: new Date(harness.clock.now()) };
    expect(await pull(archive, domain, today)).toMatchObject({ listed: 22, written: 21, skipped: 1 });
    const statuses = await lastValueFrom(
      archive.histories().pipe(
        filter(({ status }) => status === 'OPEN'),
        map(({ workflowId }) => workflowId),
        toArray(),
      ),
    );
    expect(statuses).toEqual(['open-2']);
  });

  it('archives types whose names are longer than file names can be', async () => {
    const { harness, domain } = await threeDays(1);
    const types = ['a', 'b'].map(end => ({ name: `${'é'.repeat(240)}${end}`, version: '1'.repeat(64) }));
    for (const [n, workflowType] of types.entries()) {
      await harness.registerWorkflowType(workflowType);
      await harness.start(`long-${n}`, { workflowType });
      await harness.decide(completeWorkflowExecution({}));
    }
    await harness.decide(completeWorkflowExecution({}));
    const archive = new HistoryArchive(temporaryFolder());
    await pull(archive, domain, { since: new Date(harness.clock.now()) });
    for (const workflowType of types) {
      const type = `${workflowType.name}@${workflowType.version}`;
      const histories = await lastValueFrom(archive.histories({ type }).pipe(toArray()));
      expect(histories.map(history => history.workflowType)).toEqual([workflowType]);
    }
  });

  it('closes the file it reads when unsubscribed', async () => {
    const { domain, since } = await threeDays();
    const archive = new HistoryArchive(temporaryFolder());
    await pull(archive, domain, { since });
    await firstValueFrom(archive.histories());
    for await (const _ of archive.read()) break;
    await expect.poll(() => openFiles().filter(path => path.startsWith(archive.folder))).toEqual([]);
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
