import { PollForActivityTaskCommand, SWFClient } from '@aws-sdk/client-swf';
import { Domain, offload, WorkflowTypeQuerySet } from 'rx-swf';
import { folderStore } from 'rx-swf/folder';
import { runWorkflow } from 'rx-swf/testing';
import { activity, workflow } from 'rx-swf/workflows';
import { lastValueFrom, map, timer } from 'rxjs';
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { openSwf } from '../harness/openSwf.js';
import { temporaryFolder } from '../harness/temporaryFolder.js';

/**
 * What is special about vitest's jsdom environment to a library that touches no DOM: it takes these globals from the
 * window, before anything is loaded, so Node's own are of another realm.
 */
const own = await vi.hoisted(async () => {
  const { runInNewContext } = await import('node:vm');
  const names = ['ArrayBuffer', 'Uint8Array', 'Uint16Array', 'Uint32Array', 'Uint8ClampedArray'];
  names.push('Int8Array', 'Int16Array', 'Int32Array', 'Float32Array', 'Float64Array');
  const kept = Object.fromEntries(names.map(name => [name, Reflect.get(globalThis, name)]));
  for (const name of names) Reflect.set(globalThis, name, runInNewContext(name));
  return kept;
});

afterAll(() => void Object.assign(globalThis, own));

describe('where the bytes of Node and those of the program are of two realms, as under jsdom', () => {
  it('a Buffer is no Uint8Array, which is what the SDK looks for', () => {
    expect(Buffer.from('') instanceof Uint8Array).toBe(false);
  });

  it('an embedded SWF answers in process', async () => {
    const domain = new Domain({ name: 'media', client: openSwf().client() });
    await lastValueFrom(domain.save());
    expect(await lastValueFrom(domain.exists())).toBe(true);
    // What it refuses is read as well.
    await expect(lastValueFrom(new Domain({ name: 'x', client: domain.client }).upstream())).rejects.toThrow(
      expect.objectContaining({ name: 'DoesNotExistError' }),
    );
  });

  it('it answers over HTTP, checks signatures, and keeps its state', async () => {
    const credentials = { accessKeyId: 'AKIALOCAL', secretAccessKey: 'secret' };
    const swf = openSwf({ credentials, data: temporaryFolder() });
    await lastValueFrom(new Domain({ name: 'media', client: swf.client() }).save());
    const { url } = await swf.listen();
    const client = new SWFClient({ endpoint: url, region: 'us-east-1', credentials });
    onTestFinished(() => client.destroy());
    expect(await lastValueFrom(new Domain({ name: 'media', client }).exists())).toBe(true);
  });

  it('a poll is left by a signal', async () => {
    const client = openSwf().client();
    await lastValueFrom(new Domain({ name: 'media', client }).save());
    const leave = new AbortController();
    const poll = client.send(
      new PollForActivityTaskCommand({ domain: 'media', taskList: { name: 'idle' } }),
      { abortSignal: leave.signal },
    );
    leave.abort();
    await expect(poll).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('long payloads are stored and loaded', async () => {
    const client = openSwf().client();
    const dataConverter = offload(folderStore(temporaryFolder()), { threshold: 0, cache: 0 });
    const domain = await lastValueFrom(new Domain({ name: 'media', client, dataConverter }).save());
    const type = await lastValueFrom(
      new WorkflowTypeQuerySet(domain).create({
        name: 'T',
        version: '1',
        taskList: 'decisions',
        childPolicy: 'TERMINATE',
        executionStartToCloseTimeout: 60,
        taskStartToCloseTimeout: 30,
      }),
    );
    const execution = await lastValueFrom(type.startExecution({ input: 'Grüße' }));
    expect((await lastValueFrom(execution.history())).input).toBe('Grüße');
  });

  it('a test runs a workflow', async () => {
    const greet = activity<string, string>({ name: 'Greet', version: '1', startToCloseTimeout: 60 });
    const hello = workflow({ name: 'Hello', version: '1' }, (name: string, { run }) =>
      run(greet, name).pipe(map(text => `${text}!`)),
    );
    const { result } = await runWorkflow(hello, 'Ada', {
      activities: [greet.with(name => timer(0).pipe(map(() => `Hello ${name}`)))],
    });
    expect(result).toBe('Hello Ada!');
  });
});
