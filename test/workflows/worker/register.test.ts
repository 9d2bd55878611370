import { Domain } from 'rx-swf';
import { LocalSwf } from 'rx-swf/local';
import { activity, register, TypeMismatchError, workflow } from 'rx-swf/workflows';
import { lastValueFrom, NEVER } from 'rxjs';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';

const resize = activity<string, string>({ name: 'Resize', version: '1', startToCloseTimeout: 60 });
const thumbnail = workflow({ name: 'Thumbnail', version: '1' }, () => NEVER);

describe('registering definitions', () => {
  let domain: Domain;

  beforeEach(async () => {
    const swf = new LocalSwf();
    onTestFinished(() => swf.close());
    domain = new Domain({ name: 'media', client: swf.client() });
    await lastValueFrom(domain.save());
  });

  const registered = (...definitions: Parameters<typeof register>[2][number][]) =>
    lastValueFrom(register(domain, 'thumbnails', definitions));

  it('emits the types once all are registered, new or not', async () => {
    for (const _ of ['new', 'known'])
      expect((await registered(thumbnail, resize)).map(String)).toEqual([
        "WorkflowType('Thumbnail', '1')",
        "ActivityType('Resize', '1')",
      ]);
  });

  it('makes a workflow known before any worker of it is there', async () => {
    await registered(thumbnail);
    const execution = await lastValueFrom(thumbnail.start(domain, undefined));
    expect((await lastValueFrom(execution.upstream())).taskList).toBe('thumbnails');
  });

  it('errors where a type is registered with other defaults', async () => {
    await registered(resize);
    const slower = activity<string, string>({ name: 'Resize', version: '1', startToCloseTimeout: 600 });
    await expect(registered(slower)).rejects.toThrow(TypeMismatchError);
  });
});
