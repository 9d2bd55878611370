import { Domain } from 'rx-swf';
import {
  activity,
  activityWorker,
  register,
  TypeMismatchError,
  workflow,
  workflowWorker,
} from 'rx-swf/workflows';
import { lastValueFrom, NEVER, of, timer } from 'rxjs';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { intercept } from '../../harness/intercept.js';
import { openSwf } from '../../harness/openSwf.js';

const resize = activity<string, string>({ name: 'Resize', version: '1', startToCloseTimeout: 60 });
const thumbnail = workflow({ name: 'Thumbnail', version: '1' }, () => NEVER);

describe('registering definitions', () => {
  let domain: Domain;

  beforeEach(async () => {
    const swf = openSwf();
    domain = new Domain({ name: 'media', client: swf.client() });
    await lastValueFrom(domain.save());
  });

  const registered = (...definitions: Parameters<typeof register>[2][number][]) =>
    lastValueFrom(register(domain, 'thumbnails', definitions));

  it('emits each type once it is registered, whether it is new or not', async () => {
    for (const _ of ['new', 'known'])
      expect((await registered(thumbnail, resize)).map(String)).toEqual([
        "WorkflowType('Thumbnail', '1')",
        "ActivityType('Resize', '1')",
      ]);
  });

  it('registers a workflow before it has any worker', async () => {
    await registered(thumbnail);
    const execution = await lastValueFrom(thumbnail.start(domain, undefined));
    expect((await lastValueFrom(execution.upstream())).taskList).toBe('thumbnails');
  });

  it('errors if a type is registered with other defaults', async () => {
    await registered(resize);
    const slower = activity<string, string>({ name: 'Resize', version: '1', startToCloseTimeout: 600 });
    await expect(registered(slower)).rejects.toThrow(TypeMismatchError);
  });
});

async function openDomain() {
  const swf = openSwf({ clock: 'skip' });
  const domain = new Domain({ name: 'media', client: swf.client() });
  await lastValueFrom(domain.save());
  return { swf, domain };
}

const play = (options: Partial<Parameters<typeof workflow>[0]> = {}) =>
  workflow({ name: 'Play', version: '1', ...options }, () => of(1));
const work = (options: Partial<Parameters<typeof activity>[0]> = {}) =>
  activity({ name: 'Work', version: '1', ...options });

describe('a type whose tasks go to a list that the worker does not poll', () => {
  const worked = (domain: Domain, lists: string | string[], options: object, more: object = {}) =>
    lastValueFrom(
      activityWorker(domain, lists, [activity({ name: 'Work', version: '1', ...options }).with(() => 1)], {
        register: true,
        drainOn: timer(20),
        drain: { pollGrace: 0 },
        ...more,
      }),
      { defaultValue: 'ended' },
    );

  const warnings = () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    onTestFinished(() => warn.mockRestore());
    return warn;
  };

  it('causes a warning if it is already registered like that, because other workers may poll the list', async () => {
    const { domain } = await openDomain();
    const warn = warnings();
    expect(await worked(domain, 'old', {})).toBe('ended');
    expect(warn).not.toHaveBeenCalled();
    expect(await worked(domain, 'new', {})).toBe('ended');
    expect(warn.mock.calls).toEqual([
      [expect.stringContaining('is "old", which this worker does not poll. Tasks without a list')],
    ]);
    expect(await worked(domain, ['new', 'old'], {})).toBe('ended');
    expect(warn).toHaveBeenCalledOnce();
  });

  it('causes a warning for workflows, too', async () => {
    const { domain } = await openDomain();
    const warn = warnings();
    await lastValueFrom(workflowWorker(domain, 'old', [play()]).register());
    await lastValueFrom(workflowWorker(domain, 'new', [play()]).register());
    expect(warn.mock.calls).toEqual([[expect.stringContaining('is "old", which this worker does not poll')]]);
  });

  it('is a mismatch if the definition has another list than the registered type', async () => {
    const { domain } = await openDomain();
    expect(await worked(domain, 'old', {})).toBe('ended');
    const error = await worked(domain, 'new', { taskList: 'new' }).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(TypeMismatchError);
    expect(error).toMatchObject({ message: expect.stringContaining('taskList is old, not new') });
  });

  it('causes a warning if its definition has that list, in the log if there is one', async () => {
    const { domain } = await openDomain();
    const warn = warnings();
    const lines: string[] = [];
    const logger = {
      debug() {},
      info() {},
      error() {},
      warn: (_: object, line: string) => void lines.push(line),
    };
    expect(await worked(domain, 'thumbs', { taskList: 'thumbnails' }, { logger })).toBe('ended');
    expect(lines[0]).toContain('is "thumbnails", which this worker does not poll');
    expect(warn).not.toHaveBeenCalled();
    expect(await worked(domain, 'thumbs', { taskList: 'thumbnails' })).toBe('ended');
    expect(warn).toHaveBeenCalledOnce();
  });
});

describe('registering a type', () => {
  it('registers missing types with the defaults of their definitions and the usual ones', async () => {
    const { domain } = await openDomain();
    const worker = workflowWorker(domain, ['decisions', 'more'], [play({ taskStartToCloseTimeout: 60 })]);
    await lastValueFrom(worker.register());
    expect(await lastValueFrom(play().type(domain).upstream())).toMatchObject({
      taskList: 'decisions',
      taskStartToCloseTimeout: 60,
      executionStartToCloseTimeout: 31_536_000,
      childPolicy: 'TERMINATE',
    });
    const acts = activityWorker(domain, 'work', [work({ heartbeatTimeout: 5 }).with(() => 1)]);
    await lastValueFrom(acts.register());
    expect(await lastValueFrom(work().type(domain).upstream())).toMatchObject({
      taskList: 'work',
      heartbeatTimeout: 5,
      scheduleToStartTimeout: 'NONE',
    });
  });

  it('accepts registered types whose defaults match, whatever the definitions omit', async () => {
    const { domain } = await openDomain();
    const stated = play({
      taskStartToCloseTimeout: 60,
      taskList: 'mine',
      description: 'a play',
      maxEvents: 100,
    });
    await lastValueFrom(register(domain, 'list', [stated, work({ heartbeatTimeout: 5 })]));
    await lastValueFrom(register(domain, 'list', [stated, work({ heartbeatTimeout: 5 })]));
    await lastValueFrom(register(domain, 'another list', [play(), work()]));
  });

  it('lists differing defaults', async () => {
    const { domain } = await openDomain();
    await lastValueFrom(register(domain, 'list', [play({ taskStartToCloseTimeout: 60 }), work()]));
    const error = await lastValueFrom(
      register(domain, 'list', [play({ taskStartToCloseTimeout: 30, childPolicy: 'ABANDON' })]),
    ).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(TypeMismatchError);
    expect(error).toMatchObject({
      message: expect.stringMatching(/taskStartToCloseTimeout is 60, not 30/),
    });
    expect((error as Error).message).toMatch(/childPolicy is TERMINATE, not ABANDON.*new version/);
    expect([...(error as TypeMismatchError).diff].map(({ attr }) => attr).sort()).toEqual([
      'childPolicy',
      'taskStartToCloseTimeout',
    ]);
    const other = register(domain, 'list', [work({ startToCloseTimeout: 7 })]);
    await expect(lastValueFrom(other)).rejects.toThrow(/startToCloseTimeout is .*, not 7/);
  });

  it('reports a deprecated type', async () => {
    const { domain } = await openDomain();
    await lastValueFrom(register(domain, 'list', [play()]));
    await lastValueFrom(play().type(domain).deprecate());
    await expect(lastValueFrom(register(domain, 'list', [play()]))).rejects.toThrow(
      /status is DEPRECATED, not REGISTERED/,
    );
  });

  it('retries transient errors', async () => {
    const { domain, swf } = await openDomain();
    const client = swf.client();
    let faults = 2;
    intercept(client, /./, async ({ send }) => {
      faults -= 1;
      if (faults >= 0)
        throw Object.assign(new Error('Rate exceeded'), {
          name: 'ThrottlingException',
          $fault: 'client',
          $metadata: {},
        });
      return send();
    });
    const flaky = new Domain({ name: domain.name, client });
    await lastValueFrom(register(flaky, 'list', [play()], { initial: 1 }));
    expect(faults).toBeLessThan(0);
  });
});
