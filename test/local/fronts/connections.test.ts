import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { CountPendingDecisionTasksCommand, SignalWorkflowExecutionCommand } from '@aws-sdk/client-swf';
import type { ListenOptions } from 'rx-swf/local';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { decisionList, domain } from '../../harness/registrations.js';
import { SdkHarness } from '../../harness/SdkHarness.js';
import { dial, heard, WatchedClock, wire } from './sockets.js';

const idle = { domain, taskList: { name: 'idle' } };
const wanted = { domain, taskList: decisionList };
const media = { name: 'other', workflowExecutionRetentionPeriodInDays: '1' };

async function listening(options: ListenOptions = {}) {
  const clock = new WatchedClock();
  const harness = await SdkHarness.open({ clock });
  return { clock, harness, address: await harness.swf.listen(options) };
}

/** The statuses of several answers, each with what it says of the connection. */
const answers = (text: string) =>
  [...text.matchAll(/HTTP\/1\.1 (\d+)[\s\S]*?\r\nConnection: ([\w-]+)/g)].map(([, status, next]) => [
    status,
    next,
  ]);

describe('a connection that dies', () => {
  it.each([
    ['one poll', [wire('PollForDecisionTask', wanted)]],
    ['a poll behind another', [wire('PollForActivityTask', idle), wire('PollForDecisionTask', wanted)]],
    ['many polls', Array.from({ length: 50 }, () => wire('PollForDecisionTask', wanted))],
    [
      'a poll behind a call',
      [wire('PollForActivityTask', idle), wire('RegisterDomain', media), wire('PollForDecisionTask', wanted)],
    ],
    [
      'a poll behind an answer that is too large to be kept for its turn',
      [
        wire('PollForActivityTask', idle),
        ...Array.from({ length: 200 }, () => wire('ListDomains', { registrationStatus: 'REGISTERED' })),
        wire('PollForDecisionTask', wanted),
      ],
    ],
  ])('with %s takes no task', async (_, requests) => {
    const { clock, harness, address } = await listening();
    const socket = dial(address);
    socket.write(requests.join(''));
    await clock.until(({ waits }) => waits);
    socket.destroy();
    await clock.until(({ waits }) => !waits);
    await harness.start();
    expect((await harness.pollDecision()).startedEventId).toBe(3);
  });

  it('with a poll takes no task if only its sending half is closed', async () => {
    const { clock, harness, address } = await listening();
    const socket = dial(address, true);
    socket.write(wire('PollForDecisionTask', wanted));
    await clock.until(({ waits }) => waits);
    socket.end();
    await clock.until(({ waits }) => !waits);
    await harness.start();
    expect((await harness.pollDecision()).startedEventId).toBe(3);
  });

  it.each([
    ['an answer that waits for its turn', wire('RegisterDomain', media)],
    ['a request whose body has not all come', wire('RegisterDomain', media).slice(0, -5)],
    ['a poll that waits for its turn', wire('PollForDecisionTask', wanted)],
  ])('with %s lets time be skipped again', async (_, request) => {
    const { clock, address } = await listening();
    const socket = dial(address);
    socket.write(wire('PollForActivityTask', idle));
    await clock.until(({ waits }) => waits);
    const { holds } = clock;
    socket.write(request);
    await clock.until(now => now.holds > holds);
    socket.destroy();
    await clock.until(({ waits, isHeld }) => !waits && !isHeld);
  });

  it('releases all of its requests, however many', async () => {
    setFlagsFromString('--expose-gc');
    const collect: () => void = runInNewContext('gc');
    const { clock, address } = await listening();
    const { holds } = clock;
    const count = 10_000;
    collect();
    const before = process.memoryUsage().heapUsed;
    const socket = dial(address);
    const asked = wire('PollForActivityTask', idle);
    for (let sent = 0; sent < count; sent += 1) socket.write(asked);
    await clock.until(now => now.holds >= holds + count);
    socket.destroy();
    await clock.until(({ waits }) => !waits);
    const kept = () => {
      collect();
      return (process.memoryUsage().heapUsed - before) / count;
    };
    // What ends with the connection is released asynchronously.
    for (let round = 0; round < 100 && kept() > 2000; round += 1) await setImmediate();
    expect(kept()).toBeLessThan(2000);
  });
});

describe('a client that pipelines its requests', () => {
  it('takes a task with a poll only when the response can be sent', async () => {
    const { clock, harness, address } = await listening();
    const socket = dial(address);
    socket.write(wire('PollForActivityTask', idle) + wire('PollForDecisionTask', wanted));
    await clock.until(({ waits }) => waits);
    await harness.start();
    const { count } = await harness.client.send(new CountPendingDecisionTasksCommand(wanted));
    expect(count).toBe(1);
  });

  it('does not keep time from being skipped by a response that waits for its turn', async () => {
    const { clock, address } = await listening();
    const socket = dial(address);
    socket.write(wire('PollForActivityTask', idle) + wire('RegisterDomain', media));
    const { holds } = clock;
    await clock.until(now => now.holds > holds + 2 && now.waits && !now.isHeld);
  });

  it('gets all responses when the service closes', async () => {
    const { clock, harness, address } = await listening();
    const socket = dial(address);
    const text = heard(socket);
    const { holds } = clock;
    socket.write(
      wire('PollForActivityTask', idle) + wire('RegisterDomain', media) + wire('PollForActivityTask', idle),
    );
    await clock.until(now => now.holds >= holds + 5 && !now.isHeld);
    await harness.swf.close();
    expect(answers(await text)).toEqual([
      ['200', 'keep-alive'],
      ['200', 'keep-alive'],
      ['503', 'close'],
    ]);
  });
});

describe('a client over HTTP that', () => {
  it.each([
    ['connects and sends nothing', ''],
    ['sends the beginning of a request', 'POST / HTTP/1.1\r\n'],
    ['sends nothing but empty lines', '\r\n\r\n'],
  ])('%s is disconnected', async (_, sent) => {
    const { address } = await listening({ requestTimeout: 50 });
    const socket = dial(address);
    socket.write(sent);
    expect(await heard(socket)).toMatch(/^HTTP\/1\.1 408 /);
  });

  it.each([
    { requestTimeout: Number.POSITIVE_INFINITY, responseTimeout: Number.POSITIVE_INFINITY },
    { requestTimeout: 30 * 86_400_000, responseTimeout: 30 * 86_400_000 },
    { requestTimeout: 0.5 + 30_000 },
  ])('has time is answered with %j', async options => {
    const { address } = await listening(options);
    const answer = await fetch(address.url, { method: 'POST', body: '{}' });
    expect(answer.status).toBe(404);
  });

  it('gets a response learns for how long its connection is kept open', async () => {
    const { address } = await listening();
    const answer = await fetch(address.url, { method: 'POST', body: '{}' });
    expect(answer.headers.get('keep-alive')).toBe('timeout=120');
  });

  it('sends its body in chunks gets a response', async () => {
    const { address } = await listening();
    const socket = dial(address);
    const text = heard(socket);
    const body = JSON.stringify({ registrationStatus: 'REGISTERED' });
    const half = body.length / 2;
    socket.write(
      `POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Amz-Target: SimpleWorkflowService.ListDomains\r\nTransfer-Encoding: chunked\r\n\r\n`,
    );
    for (const part of [body.slice(0, half), body.slice(half)]) {
      socket.write(`${part.length.toString(16)}\r\n${part}\r\n`);
    }
    socket.write('0\r\nX-Trailer: a\r\n\r\n');
    expect(await text).toContain('"domainInfos"');
  });

  it('asks to upgrade the protocol gets a plain response', async () => {
    const { address } = await listening();
    const socket = dial(address);
    const text = heard(socket);
    const upgrade = 'Connection: upgrade, close\r\nUpgrade: websocket\r\n';
    socket.write(wire('ListDomains', { registrationStatus: 'REGISTERED' }, upgrade));
    expect(await text).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe('a client that reads nothing of a long response', () => {
  afterEach(() => void vi.useRealTimers());

  /** A history of more than the system keeps for a connection, on its way to a client that does not read. */
  async function stalled() {
    const { clock, harness, address } = await listening();
    const execution = await harness.start();
    const input = 'x'.repeat(32_000);
    const signal = { domain, workflowId: 'w1', signalName: 's', input };
    for (let sent = 0; sent < 900; sent += 1)
      await harness.client.send(new SignalWorkflowExecutionCommand(signal));
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const socket = dial(address);
    socket.pause();
    const { holds } = clock;
    socket.write(wire('PollForDecisionTask', wanted));
    await clock.until(now => now.holds > holds + 2);
    await pass();
    return { clock, socket, execution };
  }

  /** Lets pending work proceed. */
  async function pass() {
    for (let turn = 0; turn < 300; turn += 1) await setImmediate();
  }

  it('is disconnected after 30 s', async () => {
    const { clock } = await stalled();
    expect(clock.isHeld).toBe(true);
    vi.advanceTimersByTime(29_999);
    await pass();
    expect(clock.isHeld).toBe(true);
    vi.advanceTimersByTime(1);
    await clock.until(({ isHeld }) => !isHeld);
  });

  it('is not disconnected while it reads, however slowly', async () => {
    const { clock, socket } = await stalled();
    let length = 0;
    socket.on('data', (part: Buffer) => {
      length += part.length;
      if (length < 8_000_000) return;
      length = 0;
      socket.pause();
    });
    while (clock.isHeld) {
      vi.advanceTimersByTime(20_000);
      socket.resume();
      await pass();
    }
    socket.resume();
    expect(socket.destroyed).toBe(false);
  });

  it('gets the whole response, and then an error for what it has sent that is not HTTP', async () => {
    const { socket } = await stalled();
    socket.write('no HTTP at all\r\n\r\n');
    await pass();
    socket.resume();
    const text = await heard(socket);
    const [head = ''] = text.split('\r\n\r\n', 1);
    const length = Number(/Content-Length: (\d+)/.exec(head)?.[1]);
    const body = text.slice(head.length + 4, head.length + 4 + length);
    expect(JSON.parse(body).events).toHaveLength(903);
    expect(text.slice(head.length + 4 + length)).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
  });
});
