import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Domain, settings, WorkflowType } from 'rx-swf';
import { firstValueFrom, lastValueFrom } from 'rxjs';
import { afterEach, describe, expect, it } from 'vitest';
import { applyPlan } from '../../../src/cli/apply/applyPlan.js';
import { showDrift } from '../../../src/cli/drift/showDrift.js';
import { driftView } from '../../../src/cli/drift/view.js';
import type { Look } from '../../../src/cli/frame/Look.js';
import { showPlan } from '../../../src/cli/plan/showPlan.js';
import { planView } from '../../../src/cli/plan/view.js';
import { CapturedTerminal } from '../../harness/CapturedTerminal.js';
import { openSwf } from '../../harness/openSwf.js';
import { temporaryFolder } from '../../harness/temporaryFolder.js';

/** A module with one workflow and one activity. */
function moduleOfTwo(): string {
  const path = join(temporaryFolder(), 'workflows.mjs');
  writeFileSync(
    path,
    `import { activityType, workflowType } from ${JSON.stringify(resolve('src/workflows/index.ts'))};
     export const order = workflowType({ name: 'Order', version: '1', executionStartToCloseTimeout: 60 });
     export const charge = activityType({ name: 'Charge', version: '1' });`,
  );
  return path;
}

/** An embedded service with a domain in which the workflow has another timeout, and the activity is missing. */
async function drifted(): Promise<string> {
  settings.set({ client: openSwf({}).client(), domain: 'media' });
  const domain = new Domain({ name: 'media' });
  await lastValueFrom(domain.save());
  const type = new WorkflowType({ domain, name: 'Order', version: '1', executionStartToCloseTimeout: 90 });
  await lastValueFrom(type.save());
  return moduleOfTwo();
}

const look: Look = { hasColor: false, isUtc: true, now: 0 };

describe('rx-swf drift, plan and apply', () => {
  afterEach(() => settings.clear());

  it('show what SWF lacks and what it has otherwise', async () => {
    const module = await drifted();
    const terminal = new CapturedTerminal();
    await lastValueFrom(showDrift(terminal.context({}, 'json'), module, { exitCode: true }));
    const record = JSON.parse(terminal.out);
    expect(record).toMatchObject({
      domain: 'media',
      isSynced: false,
      differences: [
        { kind: 'missing', what: expect.stringContaining('Charge') },
        {
          kind: 'changed',
          what: expect.stringContaining('Order'),
          attributes: [{ name: 'executionStartToCloseTimeout', code: 60, swf: 90 }],
        },
      ],
    });
    expect(terminal.exitCode).toBe(1);
    expect(driftView(record, look)).toMatch(
      /changed {2}WorkflowType.* {2}executionStartToCloseTimeout: 90 in SWF, 60 in code/,
    );
    for (const line of driftView(record, { ...look, width: 60 }).split('\n'))
      expect(line.length).toBeLessThanOrEqual(60);
  });

  it('show the steps that can be made, and what code has to change', async () => {
    const module = await drifted();
    const terminal = new CapturedTerminal();
    await lastValueFrom(showPlan(terminal.context({}, 'json'), module, { taskList: 'charges' }));
    const record = JSON.parse(terminal.out);
    expect(record.steps).toEqual([{ action: 'register', what: expect.stringContaining('Charge') }]);
    expect(record.manual).toMatchObject([{ attributes: ['executionStartToCloseTimeout'] }]);
    expect(planView(record, look)).toMatch(
      /^\+ register ActivityType.*\n! WorkflowType.* differs in exec.*\n {4}SWF/,
    );
  });

  it('exit with 0 where nothing differs, and without --exit-code', async () => {
    const module = await drifted();
    const terminal = new CapturedTerminal();
    await lastValueFrom(showDrift(terminal.context({}), module, {}));
    expect(terminal.exitCode).toBe(0);
    expect(driftView({ domain: 'media', isSynced: true, differences: [] }, look)).toBe(
      'media has everything that code defines.\n',
    );
    expect(planView({ domain: 'media', steps: [], manual: [] }, look)).toMatch(/^Nothing to do/);
  });

  it('apply the plan once it is confirmed, and then find nothing left but what code has to change', async () => {
    const module = await drifted();
    const apply = async (...answers: string[]) => {
      const terminal = new CapturedTerminal();
      terminal.answers.push(...answers);
      const applied$ = applyPlan(terminal.context({}), module, { taskList: 'charges' });
      await lastValueFrom(applied$, { defaultValue: undefined });
      return terminal;
    };
    await expect(apply()).rejects.toThrow('Pass --yes');
    expect(await apply('no')).toMatchObject({
      out: '',
      error: expect.stringMatching(/Nothing was changed\.\n$/),
    });
    expect(await apply('yes')).toMatchObject({ out: expect.stringMatching(/^Registered ActivityType.*\n$/) });
    expect(await apply()).toMatchObject({
      out: '',
      error: expect.stringMatching(/^! WorkflowType/),
      exitCode: 1,
    });
  });

  it('show everything as missing where the domain is missing', async () => {
    settings.set({ client: openSwf({}).client() });
    const terminal = new CapturedTerminal();
    await firstValueFrom(showDrift(terminal.context({ domain: 'other' }, 'json'), moduleOfTwo(), {}));
    expect(JSON.parse(terminal.out).differences).toHaveLength(3);
  });
});
