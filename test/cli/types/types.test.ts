import { settings } from 'rx-swf';
import { lastValueFrom, type Observable } from 'rxjs';
import { afterEach, describe, expect, it } from 'vitest';
import { deprecateADomain, deprecateAType } from '../../../src/cli/deprecate/deprecateModels.js';
import { listDomains } from '../../../src/cli/domains/listDomains.js';
import type { CommandContext, Output } from '../../../src/cli/frame/CommandContext.js';
import type { Look } from '../../../src/cli/frame/Look.js';
import {
  registerADomain,
  registerAnActivity,
  registerAWorkflow,
} from '../../../src/cli/register/registerModels.js';
import { listTypes } from '../../../src/cli/types/listTypes.js';
import { typesView } from '../../../src/cli/types/view.js';
import { compareTypes, type TypeRecord } from '../../../src/streams/index.js';
import { Calls } from '../../harness/Calls.js';
import { CapturedTerminal } from '../../harness/CapturedTerminal.js';
import { openSwf } from '../../harness/openSwf.js';

afterEach(() => settings.clear());

/** An embedded service with a domain and three types, all registered by the commands. */
async function registered() {
  const client = openSwf({}).client();
  settings.set({ client, domain: 'media' });
  await run(context => registerADomain(context, 'media', { retention: 7, description: 'films' }));
  const order = { name: 'Order', version: '9' };
  await run(context => registerAWorkflow(context, order, { taskList: 'decisions', executionTimeout: 3600 }));
  await run(context => registerAWorkflow(context, { ...order, version: '10' }, { decisionTimeout: 30 }));
  await run(context =>
    registerAnActivity(context, { name: 'Charge', version: '1' }, { heartbeatTimeout: 'NONE' }),
  );
  return client;
}

/** Runs an action, and returns what it prints. */
async function run(action: (context: CommandContext) => Observable<unknown>, output: Output = 'table') {
  const terminal = new CapturedTerminal();
  await lastValueFrom(action(terminal.context({}, output)), { defaultValue: undefined });
  return terminal.out;
}

const json = async (action: (context: CommandContext) => Observable<unknown>) =>
  JSON.parse(await run(action, 'json'));

describe('rx-swf domains, types, register and deprecate', () => {
  it('register a domain and types, and list them by name and version', async () => {
    await registered();
    expect(await json(context => listDomains(context, {}))).toMatchObject([
      { name: 'media', status: 'REGISTERED', description: 'films' },
    ]);
    expect(await json(context => listTypes(context, {}))).toMatchObject([
      { kind: 'activity', name: 'Charge', version: '1' },
      { kind: 'workflow', name: 'Order', version: '9' },
      { kind: 'workflow', name: 'Order', version: '10' },
    ]);
    const workflows = await json(context => listTypes(context, { workflows: true, name: 'Order' }));
    expect(workflows).toHaveLength(2);
    expect(await json(context => listTypes(context, { activities: true }))).toHaveLength(1);
    expect(await run(context => listTypes(context, { name: 'None' }))).toBe('No types.\n');
  });

  it('show the defaults with one call for each type', async () => {
    const calls = new Calls(await registered());
    const [charge, order] = await json(context => listTypes(context, { defaults: true }));
    expect(charge.defaults).toEqual({ heartbeatTimeout: 'NONE' });
    expect(order.defaults).toEqual({ taskList: 'decisions', executionStartToCloseTimeout: 3600 });
    expect(calls.operations.filter(name => name.startsWith('Describe'))).toHaveLength(3);
  });

  it('deprecate types and domains, and revert that', async () => {
    await registered();
    const charge = { name: 'Charge', version: '1' };
    expect(await run(context => deprecateAType(context, 'activity', charge, {}))).toMatch(
      /^Deprecated Activity/,
    );
    expect(await json(context => listTypes(context, { deprecated: true }))).toMatchObject([
      { name: 'Charge' },
    ]);
    expect(await json(context => listTypes(context, { all: true }))).toHaveLength(3);
    await run(context => deprecateAType(context, 'activity', charge, { undo: true }));
    expect(await json(context => listTypes(context, { deprecated: true }))).toEqual([]);
    await run(context => deprecateADomain(context, 'media', {}));
    expect(await run(context => listDomains(context, {}))).toBe('No domains.\n');
    expect(await json(context => listDomains(context, { deprecated: true }))).toHaveLength(1);
    await run(context => deprecateADomain(context, 'media', { undo: true }));
    expect(await json(context => listDomains(context, { all: true }))).toMatchObject([
      { status: 'REGISTERED' },
    ]);
  });

  it('call nothing on a dry run', async () => {
    const calls = new Calls(await registered());
    const film = { name: 'Film', version: '1' };
    expect(await run(context => registerAWorkflow(context, film, { dryRun: true }))).toMatch(
      /^Would register /,
    );
    expect(await run(context => deprecateADomain(context, 'media', { dryRun: true }))).toMatch(
      /^Would deprecate /,
    );
    expect(calls.operations).toEqual([]);
  });
});

describe('typesView', () => {
  const look: Look = { hasColor: false, isUtc: true, now: 0 };
  const records: readonly TypeRecord[] = [
    {
      kind: 'workflow',
      name: 'Order',
      version: '1',
      status: 'REGISTERED',
      creationDate: '2026-11-28T10:00:00.000Z',
    },
    { kind: 'activity', name: 'Charge', version: '1', status: 'DEPRECATED', defaults: { taskList: 'a' } },
  ];

  it('shows when types were created, or their defaults', () => {
    expect(typesView(records, false, look)).toBe(
      'KIND      TYPE      STATUS      CREATED               DESCRIPTION\n' +
        'workflow  Order@1   registered  2026-11-28 10:00:00Z\n' +
        'activity  Charge@1  deprecated\n',
    );
    expect(typesView(records, true, look)).toContain('activity  Charge@1  deprecated  taskList=a\n');
  });

  it.each([60, 80, 120])('fits %i columns', width => {
    for (const line of typesView(records, true, { ...look, width }).split('\n'))
      expect(line.length).toBeLessThanOrEqual(width);
  });

  it('has version 10 after version 9', () => {
    const [order, charge] = records;
    expect(order && charge && compareTypes({ ...order, version: '10' }, { ...order, version: '9' })).toBe(1);
    expect(order && charge && compareTypes(charge, order)).toBe(-1);
  });
});
