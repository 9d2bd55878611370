import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { ArchivedHistory, GateReport } from 'rx-swf/archive';
import { beforeAll, describe, expect, it } from 'vitest';
import { annotations } from '../../../src/cli/replay/annotations.js';
import { junit } from '../../../src/cli/replay/junit.js';
import { gateView } from '../../../src/cli/replay/view.js';
import { recordOrder } from '../../archive/gate/orders.js';
import { rxSwf, startRxSwf } from '../../harness/cli/rxSwf.js';
import { temporaryFolder } from '../../harness/temporaryFolder.js';
import { moduleOf } from './moduleOf.js';

const orders = (delay: number) => `
  import { catchError, concat, concatMap, ignoreElements, of, range, timer } from 'rxjs';
  const named = name => activity({ name, version: '1' });
  export const order = workflow({ name: 'Order', version: '1' }, ({ items }, { run, scheduler }) => concat(
    range(1, items).pipe(concatMap(item => run(named('Reserve'), item)), ignoreElements()),
    timer(${delay}, scheduler).pipe(ignoreElements()),
    run(named('Charge'), items).pipe(
      catchError(() => of('refused')),
      concatMap(result => (result === 'refused' ? of(result) : run(named('Ship'), items))),
    ),
  ));`;

/** Writes an archive of orders, and returns its folder. */
function archiveOf(histories: readonly ArchivedHistory[]): string {
  const folder = temporaryFolder();
  const day = join(folder, 'media/2026-11-28');
  mkdirSync(day, { recursive: true });
  const lines = histories.map(history => `${JSON.stringify(history)}\n`).join('');
  writeFileSync(join(day, 'Order%401.ndjson.gz'), gzipSync(lines));
  return folder;
}

describe('rx-swf replay', () => {
  let histories: readonly ArchivedHistory[];

  beforeAll(async () => {
    const inputs = [{ items: 2 }, { items: 3 }, { items: 4 }, { items: 2, isRefused: true }];
    histories = await Promise.all(inputs.map((order, n) => recordOrder(order, n)));
  });

  it('exits with 0 where the code takes the recorded paths', async () => {
    const args = ['replay', await moduleOf(orders(60_000)), archiveOf(histories), '--jobs', '2'];
    const { code, out, error } = await rxSwf(args);
    expect([code, out, error]).toEqual([0, '4 histories, 2 paths: all hold.\n', '']);
  });

  it('exits with 1 where it does not, and reports that to people, CI and programs', async () => {
    const module = await moduleOf(orders(90_000));
    const archive = archiveOf(
      histories.map((history, n) => ({ ...history, status: n === 1 ? 'OPEN' : 'CLOSED' })),
    );
    const report = join(temporaryFolder(), 'junit.xml');
    const { code, out } = await rxSwf(['replay', module, archive, '--all', '--junit', report, '--github']);
    expect(code).toBe(1);
    expect(out).toMatch(/^::error title=Order@1 breaks::/);
    expect(out).toMatch(/4 histories, 2 paths: 0 hold, 2 break:/);
    expect(out).toMatch(
      /✗ Order@1, the usual path \(1 open now, e\.g\. order-\d\): at event \d+, the history has StartTimer.*60 s.*, but the code issues StartTimer.*90 s/,
    );
    expect(readFileSync(report, 'utf8')).toMatch(/<testsuite name="Order@1" tests="2" failures="2">/);
    const json = await rxSwf(['replay', module, archive, '-o', 'json']);
    expect(json.code).toBe(1);
    expect(JSON.parse(json.out)).toMatchObject({ histories: 4, holds: false });
  });

  it('prints the JUnit report, and nothing else, for --junit -', async () => {
    const { code, out } = await rxSwf([
      'replay',
      await moduleOf(orders(60_000)),
      archiveOf(histories),
      '--junit',
      '-',
    ]);
    expect(code).toBe(0);
    expect(out).toMatch(
      /^<\?xml [\s\S]*<testsuite name="Order@1" tests="2" failures="0">[\s\S]*<\/testsuites>\n$/,
    );
  });

  it('creates the folder of the JUnit report, or refuses it before it replays', async () => {
    const folder = temporaryFolder();
    const args = ['replay', await moduleOf(orders(60_000)), archiveOf(histories), '--junit'];
    expect((await rxSwf([...args, join(folder, 'reports/unit/junit.xml')])).code).toBe(0);
    expect(readFileSync(join(folder, 'reports/unit/junit.xml'), 'utf8')).toContain('Order@1');
    writeFileSync(join(folder, 'file'), '');
    const { code, out, error } = await rxSwf([...args, join(folder, 'file/junit.xml')]);
    expect([code, out]).toEqual([2, '']);
    expect(error).toMatch(/^error: Cannot write .*junit\.xml: /);
  });

  it('ends at Ctrl-C though the code loops forever', async () => {
    const body =
      "console.error('running'); export const order = workflow({ name: 'Order', version: '1' }, () => { for (;;) {} });";
    const program = await startRxSwf(['replay', await moduleOf(body), archiveOf(histories)]);
    while (!program.printed.error.includes('running')) await once(program.process.stderr, 'data');
    program.process.kill('SIGINT');
    expect(await program.ended).toMatchObject({ code: 130, out: '' });
  });

  it('keeps its report clean of what workflows print, and ends though the module has timers', async () => {
    const body = `console.log('loaded'); setInterval(() => {}, 1_000);${orders(60_000)}`;
    const { code, out } = await rxSwf(['replay', await moduleOf(body), archiveOf(histories)]);
    expect([code, out]).toEqual([0, '4 histories, 2 paths: all hold.\n']);
  });

  it('takes a history of the AWS CLI', async () => {
    const file = join(temporaryFolder(), 'order.json');
    writeFileSync(file, JSON.stringify({ events: histories[0]?.events }));
    const { code, out } = await rxSwf(['replay', await moduleOf(orders(60_000)), file]);
    expect([code, out]).toEqual([0, '1 history, 1 path, which holds.\n']);
  });

  it.each([
    ['an archive that is not there', () => 'no/such', /^error: Cannot read no\/such: ENOENT/],
    [
      'an archive without such workflows',
      () => archiveOf([]),
      /^error: There is no history of a workflow of /,
    ],
  ])('refuses %s', async (_, archive, message) => {
    const { code, error } = await rxSwf(['replay', await moduleOf(orders(60_000)), archive()]);
    expect(code).toBe(2);
    expect(error).toMatch(message);
  });
});

describe('the reports of rx-swf replay', () => {
  const report: GateReport = {
    histories: 12_481,
    skipped: { 'Film@1': 3 },
    holds: false,
    paths: [
      {
        type: 'Order@1',
        label: 'signal "a" <b> after start',
        path: { key: 'k', transitions: [] },
        histories: 240,
        open: 214,
        replayed: 1,
        broken: 1,
        example: { workflowId: 'order-1181', runId: 'r', type: 'Order@1', isOpen: true, length: 50 },
        break: {
          name: 'NonDeterminismError',
          message: 'one\ntwo, three: 100%',
          eventId: 43,
          recorded: 'A',
          issued: 'B',
        },
      },
    ],
  };

  it.each([60, 80, 120])('fit %i columns', width => {
    const text = gateView(report, { hasColor: false, isUtc: true, now: 0, width });
    expect(text).toMatch(/^12,481 histories, 1 path, which breaks:\n✗ Order@1, signal "a" <b> after start/);
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(width);
  });

  it('count the paths that hold and those that break', () => {
    const [broken] = report.paths;
    const held = { ...broken, broken: 0 } as (typeof report.paths)[number];
    const summaryOf = (paths: GateReport['paths']) =>
      gateView({ ...report, paths, skipped: {} }, { hasColor: false, isUtc: true, now: 0 }).split('\n')[0];
    expect(summaryOf([...report.paths, held])).toBe('12,481 histories, 2 paths: 1 holds, 1 breaks:');
    expect(summaryOf([...report.paths, ...report.paths, held, held])).toMatch(/, 4 paths: 2 hold, 2 break:$/);
    expect(summaryOf([held, held])).toBe('12,481 histories, 2 paths: all hold.');
  });

  it('escape what XML and annotations reserve', () => {
    expect(junit(report)).toContain('name="signal &quot;a&quot; &lt;b&gt; after start (240)"');
    expect(junit(report)).toContain('>one\ntwo, three: 100%</failure>');
    const { break: found } = report.paths[0] ?? {};
    const plain: GateReport = {
      ...report,
      paths: report.paths.map(path => ({
        ...path,
        ...(found && { break: { name: 'Error', message: found.message } }),
      })),
    };
    expect(annotations(plain)).toBe(
      '::error title=Order@1 breaks::signal "a" <b> after start (214 open now, e.g. order-1181): one%0Atwo, three: 100%25\n',
    );
  });
});
