import { expect, it } from 'vitest';
import { CliHarness } from '../../harness/cli/CliHarness.js';

it('rx-swf register, domains, types and deprecate work as processes', async () => {
  const harness = await CliHarness.open();
  const run = async (...args: string[]) => {
    const { code, out, error } = await harness.run(args);
    expect([code, error]).toEqual([0, '']);
    return out;
  };
  expect(await run('register', 'domain', 'films', '--retention', '7')).toMatch(/^Registered .*films.*\n$/);
  const on = ['--domain', 'films'];
  expect(
    await run('register', 'workflow', 'Order@1', '--decision-timeout', '30s', '--dry-run', ...on),
  ).toMatch(/^Would register .*Order.*\n$/);
  await run(
    'register',
    'workflow',
    'Order@1',
    '--task-list',
    'decisions',
    '--execution-timeout',
    '1d',
    ...on,
  );
  await run('register', 'activity', 'Charge@1', '--heartbeat-timeout', 'NONE', ...on);
  expect(JSON.parse(await run('types', '--defaults', '-o', 'json', ...on))).toMatchObject([
    { kind: 'activity', name: 'Charge', version: '1', defaults: { heartbeatTimeout: 'NONE' } },
    { name: 'Order', defaults: { taskList: 'decisions', executionStartToCloseTimeout: 86_400 } },
  ]);
  expect(await run('deprecate', 'activity', 'Charge@1', ...on)).toMatch(/^Deprecated .*Charge.*\n$/);
  expect(await run('types', ...on)).toMatch(/^KIND .*\nworkflow {2}Order@1 .*\n$/);
  expect(await run('deprecate', 'domain', 'films')).toMatch(/^Deprecated .*films.*\n$/);
  expect(
    JSON.parse(await run('domains', '-o', 'json')).map((domain: { name: string }) => domain.name),
  ).toEqual(['media']);
  const again = await harness.run(['register', 'domain', 'films', '--retention', '7']);
  expect([again.code, again.out]).toEqual([1, '']);
  const unknown = await harness.run(['deprecate', 'workflow', 'Film@1']);
  expect([unknown.code, unknown.out]).toEqual([3, '']);
  expect((await harness.run(['register', 'domain', 'x', '--retention', '91'])).code).toBe(2);
});
