import { describe, expect, it } from 'vitest';
import { CliHarness } from '../../harness/cli/CliHarness.js';

describe('rx-swf doctor', () => {
  it('exits with 0 if nothing has failed, and with 1 otherwise', async () => {
    const harness = await CliHarness.open();
    const { out, error, code } = await harness.run(['doctor', '--domain', 'media']);
    expect([error, code]).toEqual(['', 0]);
    expect(out).toMatch(
      /^ok {4}settings {5}credentials loca… \(environment\), region us-east-1 \(environment\)/,
    );
    const missing = await harness.run(['doctor', '--domain', 'nowhere', '-o', 'ndjson']);
    expect(missing.code).toBe(1);
    const findings = missing.out
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line));
    expect(findings.map(({ check }) => check)).toContain('permissions');
  });

  it.each([
    [
      ['--role', 'admin'],
      "argument 'admin' is invalid. Allowed choices are decider, worker, starter, operator.",
    ],
    [['a', 'b'], 'too many arguments'],
  ])('refuses %j', async (args, message) => {
    const harness = await CliHarness.open();
    const { error, code } = await harness.run(['doctor', ...args]);
    expect([code, error]).toEqual([2, expect.stringContaining(message)]);
  });
});
