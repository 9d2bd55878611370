import { beforeAll, describe, expect, it } from 'vitest';
import { CliHarness } from '../harness/cli/CliHarness.js';
import { deadEndpoint, type Refusal, refused } from '../harness/cli/CountingFront.js';

const closers: (() => Promise<void> | void)[] = [];
let harness: CliHarness;
let dead: string;

beforeAll(async () => {
  harness = await CliHarness.open(0, {}, close => closers.push(close));
  dead = await deadEndpoint();
  return async () => {
    for (const close of closers.reverse()) await close();
  };
});

/** Runs a command against a service that refuses all calls. */
async function runRefused(args: readonly string[], refusal: Refusal) {
  harness.front.refuse = () => refusal;
  try {
    return await harness.run(args);
  } finally {
    harness.front.refuse = () => undefined;
  }
}

describe.each(
  [
    'count',
    'show order-1 -f',
    'why order-1',
    'pending',
    'signal order-1 go',
    'terminate --all --reason r --yes --dry-run',
  ].map(line => [line, line.split(' ')] as const),
)('rx-swf %s', (_, args) => {
  it('ends with 4 where nothing answers, and prints nothing else', async () => {
    const { code, out, error } = await harness.run([...args, '--endpoint', dead]);
    expect([code, out]).toEqual([4, '']);
    expect(error).toMatch(/^error: .*ECONNREFUSED.*\n$/);
  });

  it('ends with 1 for credentials that have expired, which it does not show', async () => {
    const env = { AWS_SECRET_ACCESS_KEY: 'very-secret', AWS_SESSION_TOKEN: 'secret-token' };
    harness.front.refuse = () => refused.expired;
    const { code, out, error } = await harness.run(args, { env });
    harness.front.refuse = () => undefined;
    expect([code, out]).toEqual([1, '']);
    expect(error).toMatch(/^error: .*expired.*\n$/);
    expect(error).not.toMatch(/secret/);
  });
});

describe('rx-swf', () => {
  it.each(['count', 'show order-1', 'start Order@1'])('%s ends with 4 while SWF throttles', async line => {
    const { code, out, error } = await runRefused(line.split(' '), refused.throttled);
    expect([code, out]).toEqual([4, '']);
    expect(error).toMatch(/^error: .*Rate exceeded.*\n$/);
  });
});
