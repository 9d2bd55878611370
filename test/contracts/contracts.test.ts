import { activityType, DurableExecution, type SignalArguments, workflowType } from 'rx-swf/contracts';
import { mock, runWorkflow } from 'rx-swf/testing';
import { activity, workflow } from 'rx-swf/workflows';
import { lastValueFrom, map, type ObservedValueOf, of, scan, takeUntil } from 'rxjs';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { WorkflowHarness } from '../harness/WorkflowHarness.js';

const contract = workflowType<string[], string[], { add: string; finish: undefined }>({
  name: 'Album',
  version: '1',
  description: 'Collects files',
  executionStartToCloseTimeout: 3_600,
});
const resize = activityType<{ file: string }, { url: string }>({ name: 'Resize', version: '1' });

const album = workflow(contract, (files, { signal }) =>
  signal('add').pipe(
    scan((all, file) => [...all, file], files),
    takeUntil(signal('finish')),
  ),
);

describe('a contract', () => {
  it('starts, signals and awaits an execution of the workflow that implements it', async () => {
    const harness = await WorkflowHarness.open([album]);
    const execution = await lastValueFrom(contract.start(harness.domain, ['a'], { workflowId: 'album-7' }));
    await lastValueFrom(execution.signal('add', 'b'));
    const same = contract.execution(harness.domain, { workflowId: 'album-7' });
    await lastValueFrom(same.signal('add', 'c'));
    await lastValueFrom(same.signal('finish'));
    expect(await harness.result(execution)).toEqual(['a', 'b', 'c']);
    expect(execution).toBeInstanceOf(DurableExecution);
    const [started] = (await harness.history(execution)).filter({ name: 'WorkflowExecutionStarted' });
    expect(started?.attributes).toMatchObject({ executionStartToCloseTimeout: 3_600 });
  });

  it('declares the types of the input, the result and the signals', () => {
    const execution = contract.execution('media', { workflowId: 'album-7' });
    expectTypeOf(contract.start).parameter(1).toEqualTypeOf<string[]>();
    expectTypeOf<ObservedValueOf<typeof execution.result$>>().toEqualTypeOf<string[]>();
    expectTypeOf(execution.signal).parameter(0).toEqualTypeOf<'add' | 'finish'>();
    expectTypeOf<SignalArguments<string>>().toEqualTypeOf<[input: string]>();
    // @ts-expect-error: the input is a string
    execution.signal('add', 5);
    // @ts-expect-error: the input is missing
    execution.signal('add');
    // @ts-expect-error: the contract has no such signal
    execution.signal('remove');
    // @ts-expect-error: the result is a list of strings
    workflow(contract, () => of(5));
    // @ts-expect-error: the contract has no such signal
    workflow(contract, (files, { signal }) => signal('remove').pipe(map(() => files)));
    // @ts-expect-error: the result is an object with a url
    activity(resize, ({ file }) => file);
  });

  it('runs a child whose code is elsewhere', async () => {
    const shop = workflow({ name: 'Shop', version: '1' }, (files: string[], { child }) =>
      child(contract, files).pipe(map(all => all.length)),
    );
    const { result } = await runWorkflow(shop, ['a'], {
      workflows: [mock(contract, files => [...files, 'b'])],
    });
    expect(result).toBe(2);
  });

  it('gives an activity to the workflow that runs it and to the worker that implements it', async () => {
    const thumbnail = workflow({ name: 'Thumbnail', version: '1' }, (file: string, { run }) =>
      run(resize, { file }).pipe(map(({ url }) => url)),
    );
    const implementation = activity(resize, ({ file }) => ({ url: `/${file}` }));
    const harness = await WorkflowHarness.open([thumbnail], [implementation]);
    expect(await harness.run(thumbnail, 'a.png')).toBe('/a.png');
    expect(implementation.definition).toBe(resize);
  });

  it('is continued as new by options of its implementation', () => {
    const continueWith = (latest: string[] | undefined, input: string[]) => latest ?? input;
    const long = workflow(contract, files => of(files), { maxEvents: 100, continueWith });
    expect(long.options).toEqual({ ...contract.options, maxEvents: 100, continueWith });
    expect(long.type('media', 'decisions')).toMatchObject({ name: 'Album', description: 'Collects files' });
  });

  it('refuses options that SWF or its implementation would refuse', () => {
    const id = { name: 'Album', version: '1' };
    expect(() => workflowType({ ...id, maxEvents: 100 } as typeof id)).toThrow(
      'Unknown option "maxEvents" for workflowType()',
    );
    expect(() => workflowType({ ...id, name: '' })).toThrow('name must be');
    expect(() => activityType({ ...id, retrry: {} } as typeof id)).toThrow('for activityType()');
    expect(() => workflow(contract, files => of(files), { maxEvents: 1 })).toThrow('maxEvents must be');
    expect(() => workflow(contract, undefined as never)).toThrow('run must be a function');
    expect(() => activity(resize, undefined as never)).toThrow(
      'handler must be a function that performs Resize',
    );
  });
});
