import { settings } from 'rx-swf';
import { lastValueFrom } from 'rxjs';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { countPending } from '../../../src/cli/pending/countPending.js';
import { Calls } from '../../harness/Calls.js';
import { CapturedTerminal } from '../../harness/CapturedTerminal.js';
import { night } from '../../harness/cli/CliHarness.js';
import { openScene } from '../../harness/cli/openScene.js';

/** The scene, and what a command prints of it. */
async function scene() {
  const harness = await openScene();
  settings.set({ client: harness.client, domain: 'media' });
  const calls = new Calls(harness.client);
  const counted = async (lists: readonly string[], types = true) => {
    const terminal = new CapturedTerminal({ now: night });
    await lastValueFrom(countPending(terminal.context({}), lists, { types }));
    return terminal.out;
  };
  return { harness, calls, counted };
}

describe('countPending', () => {
  afterEach(() => settings.clear());

  it('counts on the default lists of the types of a domain', async () => {
    const { counted, calls } = await scene();
    expect(await counted([])).toBe(`\
LIST        DECISIONS  ACTIVITIES  OLDEST OPEN  TYPES
archive             1           0       2h 19m  Archive@1
billing             0           2               Charge@1
decisions           0           0           3h  Album@1, Cover@1
orders              0           0      10h 52m  Order@1, Shipment@1
packing             0           0               Pack@1
thumbnails          0           3               Resize@1, Upload@1
`);
    expect(calls.operations.filter(operation => operation.startsWith('Describe'))).toHaveLength(9);
    expect(calls.take('ListOpenWorkflowExecutions')).toBe(5);
  });

  it('counts on given lists, also on those that are the default of no type', async () => {
    const { harness, counted, calls } = await scene();
    await harness.start('album-200', { name: 'Album', version: '1' }, { taskList: { name: 'urgent' } });
    const lines = (await counted(['urgent', 'archive'])).trimEnd().split('\n');
    expect(lines.map(line => line.split(/ {2,}/))).toMatchObject([
      ['LIST', 'DECISIONS', 'ACTIVITIES', 'OLDEST OPEN', 'TYPES'],
      ['urgent', '1', '0'],
      ['archive', '1', '0', '2h 19m', 'Archive@1'],
    ]);
    calls.take();
    expect(await counted(['urgent'], false)).toBe(
      'LIST    DECISIONS  ACTIVITIES\nurgent          1           0\n',
    );
    expect(calls.operations.sort()).toEqual(['CountPendingActivityTasks', 'CountPendingDecisionTasks']);
  });

  it('says on a terminal how many types it has read', async () => {
    await scene();
    const terminal = new CapturedTerminal({ now: night, width: 80 });
    terminal.showsProgress = true;
    await lastValueFrom(countPending(terminal.context({}), [], { types: true }));
    expect(terminal.error).toContain('Reading the defaults of types: 9 so far. --no-types saves this.');
    expect(terminal.error.endsWith('\r\u001b[K')).toBe(true);
  });

  it('asks for lists if it may not read the types', async () => {
    await scene();
    const context = new CapturedTerminal().context({});
    expect(() => countPending(context, [], { types: false })).toThrow(
      'With --no-types, name the task lists to count',
    );
  });

  it('counts again every ten seconds with --watch, and reads the types once', async () => {
    const { harness, calls } = await scene();
    const terminal = new CapturedTerminal();
    const context = terminal.context({}, 'ndjson');
    const watching = countPending(
      context,
      ['archive'],
      { types: true, watch: true },
      harness.clock,
    ).subscribe();
    onTestFinished(() => watching.unsubscribe());
    const counts = () =>
      terminal.out
        .trimEnd()
        .split('\n')
        .map(line => JSON.parse(line).decisions.count);
    await calls.elapse(harness.clock, 500);
    expect(counts()).toEqual([1]);
    await harness.start('archive-2', { name: 'Archive', version: '1' });
    await calls.elapse(harness.clock, 20_500);
    expect(counts()).toEqual([1, 2, 2]);
    expect(calls.take('DescribeWorkflowType')).toBe(5);
  });
});
