import { type GatewayOptions, gateway } from 'rx-swf/gateway';
import { remote, type StepList } from 'rx-swf/remote';
import { type AnyWorkflow, workflow } from 'rx-swf/workflows';
import { firstValueFrom, lastValueFrom, NEVER, of, toArray } from 'rxjs';
import { filter } from 'rxjs/operators';
import { describe, expect, it } from 'vitest';
import { charge, shop } from '../cli/debug/shop.js';
import { WorkflowHarness } from '../harness/WorkflowHarness.js';
import { jsonOf } from './GatewayHarness.js';

const receipt = charge.with(price => `paid ${price}`);

/** Opens a gateway and its remote before the service of a harness. */
function serve(
  harness: WorkflowHarness,
  workflows: readonly AnyWorkflow[],
  more: Partial<GatewayOptions> = {},
) {
  const handler = gateway({ domain: harness.domain, workflows, authorize: () => true, ...more });
  const call = (path: string) => handler(new Request(`http://localhost/v1${path}`));
  return { call, page: remote('http://localhost/v1', { fetch: handler }) };
}

const names = ({ steps }: StepList) => steps.map(({ commands }) => commands.map(({ name }) => name));

describe('gateway() › steps', () => {
  it('shows each decision of a durable execution, and its Observables as marble rows', async () => {
    const harness = await WorkflowHarness.open([shop], [receipt]);
    const { page } = serve(harness, [shop]);
    const execution = await harness.start(shop, undefined);
    await lastValueFrom(execution.signal('price', 4));
    await lastValueFrom(execution.result$);
    const list = await lastValueFrom(page.execution(execution.workflowId).steps());
    expect(names(list)).toContainEqual(['run Charge']);
    expect(list.steps.at(-1)).toMatchObject({ outcome: 'completed', exposed: { total: 4 } });
    expect(list.rows.map(({ name, end }) => [name, end?.kind])).toEqual([
      ['timer 60 s', 'complete'],
      ['signal price', 'cancel'],
      ['run Charge', 'complete'],
      ['output', 'complete'],
    ]);
    expect(list.failure).toBeUndefined();
  });

  it('follows an open execution: steps that are known stay the same objects', async () => {
    const harness = await WorkflowHarness.open([shop], [receipt], { service: { clock: 'real' } });
    const { page } = serve(harness, [shop]);
    const execution = await harness.start(shop, undefined);
    const { steps$ } = page.execution(execution.workflowId);
    const all = lastValueFrom(steps$.pipe(toArray()));
    await firstValueFrom(steps$.pipe(filter(({ steps }) => steps.length === 1)));
    await lastValueFrom(execution.signal('price', 4));
    await firstValueFrom(
      steps$.pipe(
        filter(({ rows }) => rows.some(({ name, end }) => name === 'run Charge' && end !== undefined)),
      ),
    );
    await lastValueFrom(execution.terminate());
    const lists = await all;
    const last = lists.at(-1);
    const known = lists.find(({ steps }) => steps.length === 1);
    expect(known?.steps[0]).toBe(last?.steps[0]);
    expect(last?.rows.at(-1)).toMatchObject({ name: 'output', values: [{ value: ['paid 4'] }] });
  });

  it('says in the last step that code does not match the history', async () => {
    const harness = await WorkflowHarness.open([shop], [receipt]);
    const execution = await harness.start(shop, undefined);
    await lastValueFrom(execution.result$);
    const other = workflow({ name: shop.name, version: shop.version }, (_: undefined, { run }) =>
      run(charge, 1),
    );
    const { page } = serve(harness, [other]);
    const list = await lastValueFrom(page.execution(execution.workflowId).steps());
    expect(list.failure?.name).toBe('NonDeterminismError');
    expect(list.steps.at(-1)?.error).toEqual(list.failure);
  });

  it('interrupts code that does not end, and does not call it again', async () => {
    const sane = workflow({ name: 'Endless', version: '1' }, () => of(1));
    const endless = workflow({ name: 'Endless', version: '1' }, () => {
      for (;;);
    });
    const harness = await WorkflowHarness.open([sane]);
    const execution = await harness.start(sane, undefined);
    await lastValueFrom(execution.result$);
    const { page, call } = serve(harness, [endless]);
    const list = await lastValueFrom(page.execution(execution.workflowId).steps());
    expect(list).toMatchObject({ steps: [], failure: { name: 'InterruptedError' } });
    const again = await call(`/executions/${execution.workflowId}/steps`);
    expect(again.status).toBe(409);
    expect(await lastValueFrom(page.domain())).toMatchObject({ name: 'media' });
  });

  it('has none of an execution without its code', async () => {
    const silent = workflow({ name: 'Silent', version: '1' }, () => NEVER);
    const harness = await WorkflowHarness.open([silent]);
    const { workflowId } = await harness.start(silent, undefined);
    const { call } = serve(harness, [shop]);
    const response = await call(`/executions/${workflowId}/steps`);
    expect([response.status, await jsonOf(response)]).toMatchObject([
      404,
      { error: { kind: 'NoCodeError' } },
    ]);
  });

  it('calls no side effect for a decision that is not made yet', async () => {
    let calls = 0;
    const lucky = workflow({ name: 'Lucky', version: '1' }, (_: undefined, { sideEffect }) =>
      sideEffect('dice', () => {
        calls += 1;
        return calls;
      }),
    );
    const harness = await WorkflowHarness.open([shop]);
    await lastValueFrom(lucky.type(harness.domain, 'nobody').save());
    const { workflowId } = await lastValueFrom(
      lucky.start(harness.domain, undefined, { taskList: 'nobody' }),
    );
    const { page } = serve(harness, [lucky]);
    expect(await lastValueFrom(page.execution(workflowId).steps())).toEqual({ steps: [], rows: [] });
    expect(calls).toBe(0);
  });
});
