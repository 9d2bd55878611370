import { fileURLToPath } from 'node:url';
import { settings } from 'rx-swf';
import { lastValueFrom } from 'rxjs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { IamOptions } from '../../../src/cli/iam/command.js';
import { printPolicy } from '../../../src/cli/iam/printPolicy.js';
import { CapturedTerminal } from '../../harness/CapturedTerminal.js';

const media = fileURLToPath(new URL('../definitions/media.ts', import.meta.url));

async function printed(connection: object, options: IamOptions, file?: string) {
  const terminal = new CapturedTerminal();
  await lastValueFrom(printPolicy(terminal.context(connection), options, file), { defaultValue: undefined });
  return terminal.out;
}

describe('printPolicy', () => {
  afterEach(() => {
    settings.clear();
    vi.unstubAllEnvs();
  });

  it('prints the policy of a role as JSON, and nothing else', async () => {
    const out = await printed(
      { domain: 'media', region: 'eu-west-1' },
      { role: 'starter', account: '111122223333' },
      media,
    );
    expect(JSON.parse(out)).toMatchObject({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'StartExecutions',
          Effect: 'Allow',
          Action: ['swf:StartWorkflowExecution'],
          Resource: 'arn:aws:swf:eu-west-1:111122223333:/domain/media',
          Condition: { StringEquals: { 'swf:workflowType.name': ['Album', 'Film'] } },
        },
        {},
        {},
      ],
    });
    expect(out).toMatch(/^\{\n {2}"Version"[\s\S]*\n\}\n$/);
  });

  it('takes the domain and the region from the settings', async () => {
    settings.set({ domain: 'media', region: 'eu-west-2' });
    const out = await printed({}, { role: 'worker', taskList: ['images'] }, media);
    expect(out).toContain('"arn:aws:swf:eu-west-2:*:/domain/media"');
    expect(out).toContain('"images"');
  });

  it('needs no module for an operator, who may then start any type', async () => {
    const { Statement } = JSON.parse(await printed({ domain: 'media', region: '*' }, { role: 'operator' }));
    expect(Statement.at(-1)).toMatchObject({ Sid: 'StartExecutions' });
    expect(Statement.at(-1).Condition).toBeUndefined();
  });

  it.each([
    ['another role without a module', {}, undefined, 'The policy of a worker needs a module of definitions'],
    ['a region that cannot be one', { region: 'nowhere' }, media, '"nowhere" is not a valid region'],
  ])('refuses %s', async (_, connection, file, message) => {
    const printing = printed({ domain: 'media', ...connection }, { role: 'worker' }, file);
    await expect(printing).rejects.toMatchObject({
      name: 'InvalidArgumentError',
      message: expect.stringContaining(message),
    });
  });
});
