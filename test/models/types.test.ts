import { inspect } from 'node:util';
import {
  ActivityType,
  AlreadyExistsError,
  DefaultUndefinedError,
  DeprecatedError,
  DoesNotExistError,
  Domain,
  InvalidArgumentError,
  NotDeprecatedError,
  type StartOptions,
  settings,
  WorkflowType,
} from 'rx-swf';
import type { LocalSwf } from 'rx-swf/local';
import { firstValueFrom, lastValueFrom } from 'rxjs';
import { beforeEach, describe, expect, it } from 'vitest';
import { openSwf } from '../harness/openSwf.js';

let swf: LocalSwf;
let domain: Domain;

beforeEach(async () => {
  swf = openSwf();
  domain = new Domain({ name: 'media', client: swf.client() });
  await lastValueFrom(domain.save());
});

const workflowDefaults = {
  taskList: 'decisions',
  taskPriority: -7,
  childPolicy: 'TERMINATE',
  executionStartToCloseTimeout: 3600,
  taskStartToCloseTimeout: 'NONE',
  lambdaRole: 'arn:aws:iam::123456789012:role/lambda',
} as const;
const activityDefaults = {
  taskList: 'thumbnails',
  taskPriority: 3,
  heartbeatTimeout: 10,
  scheduleToCloseTimeout: 'NONE',
  scheduleToStartTimeout: 0,
  startToCloseTimeout: 60,
} as const;

/** A type of the kind, in `domain` unless told. What both kinds share is tested through the one's type. */
type Make = (options?: object) => WorkflowType;

const kinds: { kind: string; defaults: object; make: Make }[] = [
  {
    kind: 'WorkflowType',
    defaults: workflowDefaults,
    make: options => new WorkflowType({ domain, name: 'Resize', version: '1', ...options }),
  },
  {
    kind: 'ActivityType',
    defaults: activityDefaults,
    make: ((options?: object) =>
      new ActivityType({ domain, name: 'Resize', version: '1', ...options })) as unknown as Make,
  },
];

describe.each(kinds)('$kind', ({ kind, defaults, make }) => {
  it('has a domain of the exported class, even if it was given by name', () => {
    settings.set({ client: swf.client() });
    const byName: Domain = make({ domain: 'media' }).domain;
    settings.clear();
    expect(byName).toBeInstanceOf(Domain);
    expect(make().domain).toBe(domain);
  });

  it('is registered with all its attributes', async () => {
    await lastValueFrom(make({ description: 'Makes small', ...defaults }).save());
    expect(await lastValueFrom(make().upstream())).toMatchObject({
      name: 'Resize',
      version: '1',
      status: 'REGISTERED',
      description: 'Makes small',
      creationDate: expect.any(Date),
      ...defaults,
    });
  });

  it('is in sync once saved, with all its defaults and with none', async () => {
    const saved = await lastValueFrom(make(defaults).save());
    expect(await lastValueFrom(saved.isSynced())).toBe(true);
    const bare = await lastValueFrom(make({ version: '2' }).save());
    expect(await lastValueFrom(bare.isSynced())).toBe(true);
  });

  it('counts an unset priority as 0', async () => {
    await lastValueFrom(make({ taskPriority: 0 }).save());
    expect(await lastValueFrom(make().isSynced())).toBe(true);
  });

  it('differs in defaults that only one side has', async () => {
    await lastValueFrom(make(defaults).save());
    expect((await lastValueFrom(make().changes())).attrs).toEqual(Object.keys(defaults));
  });

  it('is deprecated, and registered again by undeprecate', async () => {
    const saved = await lastValueFrom(make().save());
    await expect(lastValueFrom(saved.save())).rejects.toThrow(AlreadyExistsError);
    const deprecated = await lastValueFrom(saved.deprecate());
    expect(deprecated.status).toBe('DEPRECATED');
    expect((await lastValueFrom(deprecated.upstream())).deprecationDate).toBeInstanceOf(Date);
    await expect(lastValueFrom(deprecated.deprecate())).rejects.toThrow(DeprecatedError);
    expect((await lastValueFrom(saved.changes())).get('status')).toMatchObject({ upstream: 'DEPRECATED' });
    expect(await lastValueFrom((await lastValueFrom(deprecated.undeprecate())).isSynced())).toBe(true);
  });

  it('is deleted once it is deprecated, and can then be registered again', async () => {
    const saved = await lastValueFrom(make(defaults).save());
    await expect(lastValueFrom(saved.delete())).rejects.toThrow(NotDeprecatedError);
    const deprecated = await lastValueFrom(saved.deprecate());
    expect(await lastValueFrom(deprecated.delete())).toBeUndefined();
    expect(await lastValueFrom(saved.exists())).toBe(false);
    await expect(lastValueFrom(deprecated.delete())).rejects.toThrow(DoesNotExistError);
    await lastValueFrom(saved.save());
    expect(await lastValueFrom(saved.isSynced())).toBe(true);
  });

  it('does not exist before it is saved', async () => {
    expect(await lastValueFrom(make().exists())).toBe(false);
    await expect(lastValueFrom(make().upstream())).rejects.toThrow(
      `Unknown type: ${kind}=[name=Resize, version=1]`,
    );
    expect((await lastValueFrom(make().changes())).has('name')).toBe(true);
  });

  it('watches its remote version', async () => {
    expect((await firstValueFrom(make().changes$)).has('name')).toBe(true);
  });

  it('is immutable, and is shown with the name of its domain', () => {
    const type = make(defaults);
    expect(() => Object.assign(type, { version: '2' })).toThrow(TypeError);
    expect(`${type}`).toBe(`${kind}('Resize', '1')`);
    expect(JSON.parse(JSON.stringify(type))).toMatchObject({ domain: 'media', name: 'Resize', ...defaults });
    expect(inspect(type)).toContain("domain: 'media'");
  });

  it('accepts the name of a domain, and then uses the current client', async () => {
    settings.set({ client: swf.client() });
    const saved = await lastValueFrom(make({ domain: 'media' }).save());
    settings.clear();
    expect(await lastValueFrom(saved.exists())).toBe(true);
    expect(`${saved.domain}`).toBe("Domain('media')");
  });

  it.each<[string, object]>([
    ['name', { name: 'a:b' }],
    ['version', { version: '' }],
    ['version', { version: 'x'.repeat(65) }],
    ['description', { description: 'x'.repeat(1025) }],
    ['status', { status: 'OPEN' }],
    ['taskList', { taskList: 'a/b' }],
    ['taskPriority', { taskPriority: 2 ** 31 }],
    ['taskPriority', { taskPriority: 1.5 }],
  ])('rejects an invalid %s: %j', (field, options) => {
    expect(() => make(options)).toThrow(InvalidArgumentError);
    expect(() => make(options)).toThrow(field);
  });

  it.each(Object.keys(defaults).filter(name => name.endsWith('Timeout')))(
    'rejects a %s that is not a duration',
    timeout => {
      for (const value of [-1, 1.5, 31_536_001, '60', 'none', Number.NaN]) {
        expect(() => make({ [timeout]: value })).toThrow(`${timeout} must be a whole number of seconds`);
      }
    },
  );
});

describe('WorkflowType', () => {
  it('rejects executions without a timeout, and unknown child policies', () => {
    const make = (options: object) => new WorkflowType({ domain, name: 'A', version: '1', ...options });
    expect(() => make({ executionStartToCloseTimeout: 'NONE' })).toThrow('executionStartToCloseTimeout');
    expect(() => make({ childPolicy: 'FORGET' })).toThrow(
      'childPolicy must be one of TERMINATE, REQUEST_CANCEL, ABANDON',
    );
    expect(() => make({ lambdaRole: '' })).toThrow('lambdaRole');
  });

  describe('startExecution', () => {
    let type: WorkflowType;

    beforeEach(async () => {
      type = await lastValueFrom(
        new WorkflowType({ domain, name: 'Resize', version: '1', ...workflowDefaults }).save(),
      );
    });

    it('starts an execution with the defaults of the type', async () => {
      const execution = await lastValueFrom(type.startExecution({ workflowId: 'album-7', tagList: ['a'] }));
      expect(execution).toMatchObject({ workflowId: 'album-7', runId: expect.any(String), status: 'OPEN' });
      expect(await lastValueFrom(execution.upstream())).toMatchObject({
        workflowType: { name: 'Resize', version: '1' },
        tagList: ['a'],
        ...workflowDefaults,
      });
    });

    it('overrides the defaults by the options', async () => {
      const overrides = {
        taskList: 'others',
        taskPriority: 5,
        childPolicy: 'ABANDON',
        executionStartToCloseTimeout: 60,
        taskStartToCloseTimeout: 5,
      } as const;
      const execution = await lastValueFrom(type.startExecution(overrides));
      expect(await lastValueFrom(execution.upstream())).toMatchObject(overrides);
    });

    it('passes any input as JSON, including false, 0 and empty strings', async () => {
      for (const input of [{ files: ['a.png'] }, false, 0, '', null]) {
        const execution = await lastValueFrom(type.startExecution({ input }));
        expect((await lastValueFrom(execution.history())).input).toEqual(input);
      }
    });

    it('generates a new workflow id for each subscription', async () => {
      const start$ = type.startExecution();
      const [first, second] = [await lastValueFrom(start$), await lastValueFrom(start$)];
      expect(first.workflowId).toMatch(/^Resize-1-/);
      expect(second.workflowId).not.toBe(first.workflowId);
    });

    it('errors while an execution of that id is open', async () => {
      await lastValueFrom(type.startExecution({ workflowId: 'album-7' }));
      await expect(lastValueFrom(type.startExecution({ workflowId: 'album-7' }))).rejects.toThrow(
        AlreadyExistsError,
      );
    });

    it('errors with the name of a value that neither the type nor the options provide', async () => {
      const bare = await lastValueFrom(new WorkflowType({ domain, name: 'Bare', version: '1' }).save());
      await expect(lastValueFrom(bare.startExecution())).rejects.toThrow(DefaultUndefinedError);
      await expect(lastValueFrom(bare.startExecution())).rejects.toThrow('executionStartToCloseTimeout');
    });

    it('errors for a deprecated type and for an unknown one', async () => {
      await lastValueFrom(type.deprecate());
      await expect(lastValueFrom(type.startExecution())).rejects.toThrow(DeprecatedError);
      const unknown = new WorkflowType({ domain, name: 'Unknown', version: '1' });
      await expect(lastValueFrom(unknown.startExecution())).rejects.toThrow(DoesNotExistError);
    });

    it.each<[string, object]>([
      ['workflowId', { workflowId: 'a/b' }],
      ['tagList', { tagList: ['1', '2', '3', '4', '5', '6'] }],
      ['tagList[0]', { tagList: ['x'.repeat(257)] }],
      ['input', { input: 'x'.repeat(32_768) }],
      ['executionStartToCloseTimeout', { executionStartToCloseTimeout: 'NONE' }],
    ])('rejects an invalid %s before any request', (field, options) => {
      expect(() => type.startExecution(options as StartOptions)).toThrow(InvalidArgumentError);
      expect(() => type.startExecution(options as StartOptions)).toThrow(field);
    });
  });
});
