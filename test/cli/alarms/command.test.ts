import { describe, expect, it } from 'vitest';
import { alarmSetup } from '../../../src/cli/alarms/AlarmSetup.js';
import { cloudformation } from '../../../src/cli/alarms/cloudformation.js';
import { terraform } from '../../../src/cli/alarms/terraform.js';
import { rxSwf } from '../../harness/cli/rxSwf.js';

describe('rx-swf alarms', () => {
  it('prints a template, for CloudFormation by default', async () => {
    const { out, error, code } = await rxSwf(['alarms', '--domain', 'media']);
    expect([code, error, out]).toEqual([
      0,
      '',
      cloudformation(alarmSetup({ domain: 'media', taskLists: [] })),
    ]);
    const args = ['--task-list', 'films', '--task-list', 'images', '--metrics-namespace', 'Acme'];
    const other = await rxSwf(['alarms', '--as', 'terraform', ...args], { env: { SWF_DOMAIN: 'press' } });
    expect(other.out).toBe(
      terraform(alarmSetup({ domain: 'press', taskLists: ['films', 'images'], namespace: 'Acme' })),
    );
  });

  it.each([
    [['--as', 'cdk'], 'Allowed choices are cloudformation, terraform.'],
    [['--metrics-namespace', 'a b'], 'Expected a CloudWatch namespace'],
    [[], 'error: No domain is set.'],
  ])('refuses %j', async (args, message) => {
    const { out, error, code } = await rxSwf(['alarms', ...args]);
    expect([code, out]).toEqual([2, '']);
    expect(error).toContain(message);
  });
});
