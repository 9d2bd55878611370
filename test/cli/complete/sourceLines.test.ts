import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { completeWorkflowExecution, settings } from 'rx-swf';
import { manualClock } from 'rx-swf/local';
import { asyncScheduler, lastValueFrom } from 'rxjs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Source } from '../../../src/cli/complete/Completion.js';
import { sourceLines } from '../../../src/cli/complete/sourceLines.js';
import type { Connection } from '../../../src/cli/frame/CommandContext.js';
import { intercept } from '../../harness/intercept.js';
import { SdkHarness } from '../../harness/SdkHarness.js';
import { temporaryFolder } from '../../harness/temporaryFolder.js';

afterEach(() => {
  settings.clear();
  vi.unstubAllEnvs();
});

async function service() {
  const harness = await SdkHarness.open({ clock: 'real' });
  const client = harness.swf.client();
  settings.set({ client, domain: 'media' });
  return { harness, client };
}

/** The words and descriptions of a source. */
async function lines(source: Source, { current = '', prefix = '', connection = {} as Connection } = {}) {
  const completion = { kind: 'source', source, prefix, connection } as const;
  const text = await lastValueFrom(sourceLines(completion, current, asyncScheduler));
  return text.split('\n').slice(0, -1);
}

describe('sourceLines()', () => {
  it('completes execution ids, open ones first and each once', async () => {
    const { harness } = await service();
    await harness.start('order-1');
    await harness.decide(completeWorkflowExecution({}));
    await harness.start('order-2');
    await harness.decide(completeWorkflowExecution({}));
    await harness.start('order-2');
    await harness.start('audit, a b');
    expect(await lines('executions')).toEqual([
      'audit, a b\tEncode@1, open',
      'order-2\tEncode@1, open',
      'order-1\tEncode@1, completed',
    ]);
    expect(await lines('executions', { current: 'aud' })).toEqual(['audit, a b\tEncode@1, open']);
  });

  it('leaves out ids that would be options, but not as the value of an option', async () => {
    const { harness } = await service();
    await harness.start('--yes');
    await harness.start('order-1');
    expect(await lines('executions')).toEqual(['order-1\tEncode@1, open']);
    expect(await lines('executions', { prefix: '--workflow-id=', current: '--workflow-id=--' })).toEqual([
      '--workflow-id=--yes\tEncode@1, open',
    ]);
  });

  it('completes types, domains and task lists', async () => {
    await service();
    expect(await lines('workflowTypes')).toEqual(['Encode@1\tworkflow type']);
    expect(await lines('activityTypes')).toEqual(['Resize@1\tactivity type']);
    expect(await lines('types')).toEqual(['Encode@1\tworkflow type', 'Resize@1\tactivity type']);
    expect(await lines('domains')).toEqual(['media\t']);
    expect(await lines('taskLists')).toEqual(['decisions\tdecision tasks', 'activities\tactivity tasks']);
  });

  it('completes the value of an option behind its name', async () => {
    await service();
    expect(await lines('workflowTypes', { prefix: '--type=', current: '--type=En' })).toEqual([
      '--type=Encode@1\tworkflow type',
    ]);
  });

  it("completes the profiles of AWS's own files", async () => {
    const home = temporaryFolder();
    mkdirSync(join(home, '.aws'));
    writeFileSync(
      join(home, '.aws/config'),
      '[default]\nregion=a\n[profile prod]\nregion=b\n[profile "two words"]\nregion=c\n[sso-session s]\nsso_region=d\n',
    );
    writeFileSync(
      join(home, '.aws/credentials'),
      '[prod]\naws_access_key_id=a\n[keys]\naws_access_key_id=a\n',
    );
    vi.stubEnv('HOME', home);
    for (const name of ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE']) vi.stubEnv(name, undefined);
    expect(await lines('profiles')).toEqual(['default\t', 'keys\t', 'prod\t', 'two words\t']);
  });

  it('is silent if there is no domain, the service fails, or it takes too long', async () => {
    const { client } = await service();
    expect(await lines('executions', { connection: { domain: 'nowhere' } })).toEqual([]);
    expect(await lines('executions', { connection: { domain: 'a:b' } })).toEqual([]);
    const clock = manualClock();
    const waits = new Promise<never>(() => {});
    intercept(client, 'ListDomains', () => waits);
    const completion = { kind: 'source', source: 'domains', prefix: '', connection: {} } as const;
    const late = lastValueFrom(sourceLines(completion, '', clock));
    clock.advance(1_500);
    expect(await late).toBe('');
  });
});
