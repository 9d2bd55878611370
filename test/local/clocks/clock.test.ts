import { fileURLToPath } from 'node:url';
import { type Clock, LocalSwf, manualClock, realClock } from 'rx-swf/local';
import { debounceTime, NEVER, observeOn, of, Subject, take, timeout, timer } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { ChildProgram } from '../../harness/ChildProgram.js';
import { SdkHarness } from '../../harness/SdkHarness.js';
import { decision } from '../../harness/sdkDecisions.js';
import { toRow } from '../../harness/sdkEvents.js';

describe('the manual clock', () => {
  it('stops at every deadline on the way, in order', async () => {
    const harness = await SdkHarness.open();
    const execution = await harness.start();
    await harness.decide(
      decision('StartTimer', { timerId: 'b', startToFireTimeout: '20' }),
      decision('StartTimer', { timerId: 'a', startToFireTimeout: '10' }),
      decision('StartTimer', { timerId: 'c', startToFireTimeout: '20' }),
    );
    harness.clock.advance(3_600_000);
    const fired = (await harness.events(execution))
      .filter(({ eventType }) => eventType === 'TimerFired')
      .map(toRow);
    expect(fired.map(([, seconds, , attributes]) => [seconds, attributes])).toEqual([
      [10, { timerId: 'a', startedEventId: 6 }],
      [20, { timerId: 'b', startedEventId: 5 }],
      [20, { timerId: 'c', startedEventId: 7 }],
    ]);
    expect(harness.clock.now()).toBe(Date.UTC(2020, 0, 1) + 3_600_000);
  });

  it('begins at the given time, serves several services, and never goes back', () => {
    const clock = manualClock(1000);
    const rung: string[] = [];
    const early = clock.alarm(() => rung.push(`early ${clock.now()}`));
    const late = clock.alarm(() => rung.push(`late ${clock.now()}`));
    late.set(1300);
    early.set(1200);
    early.set(1100);
    clock.advance(150);
    late.clear();
    clock.advance(500);
    expect(rung).toEqual(['early 1100']);
    expect(clock.now()).toBe(1650);
    expect(() => clock.advance(-1)).toThrow(RangeError);
    expect(() => clock.advance(Number.NaN)).toThrow(RangeError);
    expect(() => clock.advance(Number.POSITIVE_INFINITY)).toThrow(RangeError);
    expect(() => manualClock(Number.NaN)).toThrow(
      'start of manualClock() must be a finite number of milliseconds, got NaN',
    );
  });
});

describe('time', () => {
  it('never goes back in a history, even if the machine’s clock does', async () => {
    let now = 5000;
    const clock: Clock = {
      now: () => now,
      alarm: () => ({ set: () => {}, clear: () => {}, keepAlive: () => {} }),
    };
    const harness = await SdkHarness.open({ clock });
    const execution = await harness.start();
    now = 3000;
    await harness.decide();
    const times = (await harness.events(execution)).map(({ eventTimestamp }) => eventTimestamp?.getTime());
    expect(times).toEqual([5000, 5000, 5000, 5000]);
  });

  it('is the machine’s by default', async () => {
    const harness = await SdkHarness.open({ clock: realClock() });
    const before = Date.now();
    const execution = await harness.start();
    await harness.decide(decision('StartTimer', { timerId: 't', startToFireTimeout: '0' }));
    const { events } = await harness.pollDecision();
    expect(events?.map(({ eventType }) => eventType)).toContain('TimerFired');
    const [started] = await harness.events(execution);
    expect(started?.eventTimestamp?.getTime()).toBeGreaterThanOrEqual(before);
  });
});

describe('a process that embeds the service', () => {
  const run = async (program: string) => {
    const local = fileURLToPath(new URL('../../../src/local/index.ts', import.meta.url));
    const script = `import { LocalSwf } from ${JSON.stringify(local)};${program}`;
    const { out, code } = await new ChildProgram('--import', 'tsx', '--input-type=module', '--eval', script)
      .ended;
    return `${out}${code}`;
  };
  const call = (operation: string, body: string) =>
    `swf.requestHandler.handle({ headers: { 'x-amz-target': 'SimpleWorkflowService.${operation}' }, body: JSON.stringify(${body}) })`;
  const prepare = `
    await ${call('RegisterDomain', `{ name: 'd', workflowExecutionRetentionPeriodInDays: '1' }`)};
    await ${call('RegisterWorkflowType', `{ domain: 'd', name: 'w', version: '1' }`)};
    await ${call(
      'StartWorkflowExecution',
      `{ domain: 'd', workflowId: 'w', workflowType: { name: 'w', version: '1' }, taskList: { name: 'l' }, childPolicy: 'ABANDON', executionStartToCloseTimeout: '3600', taskStartToCloseTimeout: '60' }`,
    )};`;

  it('ends when it has nothing else to do, although executions are open', async () => {
    const program = `const swf = new LocalSwf(); ${prepare} console.log('done');`;
    expect(await run(program)).toBe('done\n0');
  });

  it('stays alive while a poll waits', async () => {
    const poll = call('PollForActivityTask', `{ domain: 'd', taskList: { name: 'a' } }`);
    const program = `const swf = new LocalSwf({ longPoll: 20 }); ${prepare} const { response } = await ${poll}; console.log(Buffer.from(response.body).toString());`;
    expect(await run(program)).toBe('{"startedEventId":0}\n0');
  });
});

describe('closing', () => {
  it('can be repeated', async () => {
    const swf = new LocalSwf();
    await swf.listen();
    await swf.close();
    await swf.close();
  });
});

it('a service that is closed does not listen, even if it was about to', async () => {
  const swf = new LocalSwf();
  const listening = swf.listen();
  await Promise.all([swf.close(), expect(listening).rejects.toThrow('This LocalSwf is closed')]);
  await expect(swf.listen()).rejects.toThrow('This LocalSwf is closed');
});

describe('the manual clock as a scheduler', () => {
  it('lets operators and the service share one time', async () => {
    const harness = await SdkHarness.open();
    const execution = await harness.start();
    await harness.decide(decision('StartTimer', { timerId: 't', startToFireTimeout: '20' }));
    const seen: string[] = [];
    timer(10_000, 10_000, harness.clock)
      .pipe(take(3))
      .subscribe(tick => seen.push(`tick ${tick} at ${harness.clock.now() - Date.UTC(2020, 0, 1)}`));
    of('now')
      .pipe(observeOn(harness.clock))
      .subscribe(word => seen.push(word));
    expect(seen).toEqual([]);
    harness.clock.advance(0);
    expect(seen).toEqual(['now']);
    harness.clock.advance(60_000);
    expect(seen.slice(1)).toEqual(['tick 0 at 10000', 'tick 1 at 20000', 'tick 2 at 30000']);
    expect(await harness.types(execution)).toContain('TimerFired');
  });

  it('cancels work that is unsubscribed from, even by itself', () => {
    const clock = manualClock();
    const seen: number[] = [];
    const early = clock.schedule(() => seen.push(1), 100);
    clock.schedule<number>(
      function (state = 0) {
        seen.push(state);
        if (state < 12) this.schedule(state + 1, 10);
        else this.unsubscribe();
      },
      50,
      10,
    );
    clock.advance(70);
    early.unsubscribe();
    clock.advance(1000);
    expect(seen).toEqual([10, 11, 12]);
    expect(early.closed).toBe(true);
    early.add(() => seen.push(99));
    expect(seen.at(-1)).toBe(99);
  });

  it('drives an interval that is shared, debounced and timed out', () => {
    const clock = manualClock();
    const seen: unknown[] = [];
    const presses = new Subject<string>();
    presses.pipe(debounceTime(300, clock)).subscribe(value => seen.push(value));
    NEVER.pipe(timeout({ each: 1000, scheduler: clock })).subscribe({
      error: error => seen.push(error.name),
    });
    presses.next('a');
    clock.advance(299);
    presses.next('b');
    clock.advance(300);
    expect(seen).toEqual(['b']);
    clock.advance(401);
    expect(seen).toEqual(['b', 'TimeoutError']);
  });
});
