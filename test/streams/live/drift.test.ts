import {
  ActivityType,
  Domain,
  type DomainDrift,
  type DriftOptions,
  drift,
  type TypeDefinition,
  WorkflowType,
} from 'rx-swf';
import { activityType, workflowType } from 'rx-swf/contracts';
import { activity, register, workflow } from 'rx-swf/workflows';
import { filter, firstValueFrom, lastValueFrom, map, merge, of, skip, take, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { failCalls } from '../../harness/failCalls.js';
import { intercept } from '../../harness/intercept.js';
import { openSwf } from '../../harness/openSwf.js';

const resize = activityType<string, string>({ name: 'Resize', version: '1', startToCloseTimeout: 60 });
const album = workflow({ name: 'Album', version: '1', taskPriority: 3 }, (file: string, { run }) =>
  run(resize, file),
);
const definitions = [album, resize];

/** A domain that exists or not, and the operations that are called in it. */
async function open({ exists = true, registered = [] as readonly (typeof definitions)[number][] } = {}) {
  const client = openSwf().client();
  const domain = new Domain({ name: 'media', client });
  if (exists) await lastValueFrom(domain.save());
  if (registered.length > 0) await lastValueFrom(register(domain, 'list', registered));
  const calls: string[] = [];
  intercept(client, /./, ({ operation, send }) => {
    calls.push(operation);
    return send();
  });
  const look = (given: readonly (TypeDefinition | WorkflowType | ActivityType)[] = definitions) =>
    firstValueFrom(drift(domain, given, { taskList: 'list' }));
  return { client, domain, calls, look };
}

/** The names of what drifted. */
const namesIn = (found: DomainDrift) => found.toJSON();
const nothing = { missing: [], changed: [], deprecated: [], unknown: [] };

describe('drift', () => {
  it('reports nothing if SWF has what code defines', async () => {
    const { look } = await open({ registered: definitions });
    const found = await look();
    expect([namesIn(found), found.isSynced, found.plan.isEmpty, `${found}`]).toEqual([
      nothing,
      true,
      true,
      'DomainDrift()',
    ]);
  });

  it('reports a missing domain with all its types, and a plan that registers them', async () => {
    const { look } = await open({ exists: false });
    const found = await look();
    expect(namesIn(found)).toEqual({
      ...nothing,
      missing: ["Domain('media')", "WorkflowType('Album', '1')", "ActivityType('Resize', '1')"],
    });
    const steps = await lastValueFrom(found.plan.apply().pipe(map(String), toArray()));
    expect(steps).toHaveLength(3);
    expect(`${found.plan}`).toBe(
      "register Domain('media')\nregister WorkflowType('Album', '1')\nregister ActivityType('Resize', '1')",
    );
    expect((await look()).isSynced).toBe(true);
  });

  it('registers missing types with the task list of its options', async () => {
    const { domain, look } = await open();
    await lastValueFrom((await look()).plan.apply());
    const workflowType = await lastValueFrom(album.type(domain).upstream());
    const activityType = await lastValueFrom(resize.type(domain).upstream());
    expect([workflowType.taskList, activityType.taskList]).toEqual(['list', 'list']);
  });

  it('reports changed defaults, for which its plan names a free version', async () => {
    const { look } = await open({
      registered: [...definitions, activity<string, string>({ name: 'Resize', version: '2' })],
    });
    const slower = activity<string, string>({ name: 'Resize', version: '1', startToCloseTimeout: 90 });
    const found = await look([album, slower]);
    expect(namesIn(found)).toEqual({
      ...nothing,
      changed: ["ActivityType('Resize', '1'): startToCloseTimeout is 60, not 90"],
      unknown: ["ActivityType('Resize', '2')"],
    });
    expect(found.plan.steps).toEqual([]);
    expect(`${found.plan}`).toBe(
      "ActivityType('Resize', '1'): startToCloseTimeout is 60, not 90. SWF never changes a type: change the code, or give it a new version, for example \"3\"",
    );
  });

  it.each([
    ['1.2.9', '1.2.10'],
    ['beta', 'beta-2'],
    ['v1', 'v3'],
  ])('names a version after %s', async (version, next) => {
    const id = { name: 'Resize', version };
    const { look } = await open({
      registered: [
        activityType<string, string>(id),
        activityType<string, string>({ name: 'Resize', version: 'v2' }),
      ],
    });
    const found = await look([activityType<string, string>({ ...id, heartbeatTimeout: 5 })]);
    expect(found.changed[0]?.nextVersion).toBe(next);
  });

  it('ignores what code leaves out', async () => {
    const { look } = await open({ registered: definitions });
    const contracts = [
      workflowType({ name: 'Album', version: '1' }),
      activityType<string, string>({ name: 'Resize', version: '1' }),
    ];
    expect(namesIn(await look(contracts))).toEqual(nothing);
  });

  it('takes models for definitions', async () => {
    const { domain, look } = await open({ registered: definitions });
    const types = [
      new WorkflowType({ domain, name: 'Album', version: '1', taskPriority: 4 }),
      new ActivityType({ domain, name: 'Resize', version: '2', taskList: 'list' }),
    ];
    expect(namesIn(await look(types))).toEqual({
      ...nothing,
      missing: ["ActivityType('Resize', '2')"],
      changed: ["WorkflowType('Album', '1'): taskPriority is 3, not 4"],
      unknown: ["ActivityType('Resize', '1')"],
    });
  });

  it('reports deprecated types and domains, and a plan that reverts it, the domain first', async () => {
    const { domain, look } = await open({ registered: definitions });
    await lastValueFrom(album.type(domain).deprecate());
    expect(namesIn(await look())).toEqual({ ...nothing, deprecated: ["WorkflowType('Album', '1')"] });
    await lastValueFrom(domain.deprecate());
    const found = await look();
    expect(found.plan.steps.map(({ action, model }) => `${action} ${model}`)).toEqual([
      "undeprecate Domain('media')",
      "undeprecate WorkflowType('Album', '1')",
      "undeprecate ActivityType('Resize', '1')",
    ]);
    await lastValueFrom(found.plan.apply());
    expect((await look()).isSynced).toBe(true);
  });

  it('deprecates what code wants deprecated, unless it does not exist', async () => {
    const { domain, look } = await open({ registered: [resize] });
    const status = 'DEPRECATED';
    const old = [
      new ActivityType({ domain, name: 'Resize', version: '1', status }),
      new ActivityType({ domain, name: 'Resize', version: '0', status }),
    ];
    const found = await look(old);
    expect(namesIn(found).changed).toEqual([
      'ActivityType(\'Resize\', \'1\'): status is "REGISTERED", not "DEPRECATED"',
    ]);
    expect([found.missing, found.plan.manual]).toEqual([[], []]);
    await lastValueFrom(found.plan.apply());
    expect(namesIn(await look(old))).toEqual(nothing);
  });

  it('reports what a domain differs in, and sets its tags', async () => {
    const { client, domain } = await open();
    await lastValueFrom(domain.tag({ team: 'pictures', stage: 'test' }));
    const options = { name: 'media', client, retentionPeriod: 7, tags: { team: 'films' } };
    const found = await firstValueFrom(drift(new Domain(options), []));
    expect(namesIn(found).changed).toEqual([
      'Domain(\'media\'): retentionPeriod is 30, not 7, tags is {"team":"pictures","stage":"test"}, not {"team":"films"}',
    ]);
    expect(found.plan.steps.map(({ action }) => action)).toEqual(['tag']);
    expect(found.plan.manual[0]?.advice).toContain('use another domain');
    await lastValueFrom(found.plan.apply());
    expect(await lastValueFrom(domain.listTags())).toEqual({ team: 'films' });
  });

  it('counts a step that somebody else has done as done', async () => {
    const { domain, look } = await open({ registered: [resize] });
    await lastValueFrom(resize.type(domain).deprecate());
    const { plan } = await look();
    await lastValueFrom(plan.apply());
    expect(await lastValueFrom(plan.apply().pipe(toArray()))).toEqual(plan.steps);
  });

  it('ends with the fault of a step that fails', async () => {
    const { domain, look } = await open();
    const { plan } = await look();
    await lastValueFrom(domain.deprecate());
    await expect(lastValueFrom(plan.apply())).rejects.toMatchObject({ name: 'DeprecatedError' });
  });

  it('emits each drift that differs from the one before, to all its subscribers from the same calls', async () => {
    const { domain, calls } = await open({ registered: [resize] });
    const options: DriftOptions = { interval: 5 };
    const drift$ = drift(domain, definitions, options);
    const changed$ = drift$.pipe(skip(1), take(2), map(namesIn), toArray());
    const done = Promise.all([lastValueFrom(changed$), lastValueFrom(changed$)]);
    await firstValueFrom(drift$);
    await lastValueFrom(album.type(domain, 'list').save());
    await firstValueFrom(drift$.pipe(filter(({ isSynced }) => isSynced)));
    await lastValueFrom(resize.type(domain).deprecate());
    const expected = [nothing, { ...nothing, deprecated: ["ActivityType('Resize', '1')"] }];
    expect(await done).toEqual([expected, expected]);
    // Once for each type that exists, and once for the one that was missing at first.
    expect(calls.filter(name => name.startsWith('Describe') && name.endsWith('Type'))).toHaveLength(3);
  });

  it('describes a type again that was deleted and registered again', async () => {
    const { domain, client } = await open({ registered: [resize] });
    const drift$ = drift(domain, [resize], { interval: 5 });
    const changed = firstValueFrom(drift$.pipe(filter(({ changed }) => changed.length > 0)));
    await firstValueFrom(drift$);
    const type = resize.type(domain);
    await lastValueFrom(type.deprecate());
    await lastValueFrom(type.delete());
    await lastValueFrom(
      new ActivityType({ domain, name: 'Resize', version: '1', startToCloseTimeout: 5 }).save(),
    );
    expect(namesIn(await changed).changed).toEqual([
      "ActivityType('Resize', '1'): startToCloseTimeout is 5, not 60",
    ]);
    client.destroy();
  });

  it('asks for a type that the listings do not show before it reports it as missing', async () => {
    const { client, look } = await open({ registered: definitions });
    intercept(client, 'ListActivityTypes', async ({ send }) => {
      const answer = await send();
      Object.assign(Reflect.get(answer as object, 'output'), { typeInfos: [] });
      return answer;
    });
    expect((await look()).isSynced).toBe(true);
  });

  it('retries transient errors, tells about them, and ends with others', async () => {
    const { client, domain } = await open({ registered: definitions });
    const busy = Object.assign(new Error('busy'), { name: 'ServiceUnavailable', $fault: 'server' });
    failCalls(client, 'ListWorkflowTypes', 1, busy);
    const retried: unknown[] = [];
    const options: DriftOptions = { backoff: { initial: 1 }, onRetry: ({ error }) => retried.push(error) };
    expect((await firstValueFrom(drift(domain, definitions, options))).isSynced).toBe(true);
    expect(retried).toHaveLength(1);
    const denied = Object.assign(new Error('no'), { name: 'AccessDeniedException', $fault: 'client' });
    failCalls(client, 'ListWorkflowTypes', 1, denied);
    await expect(firstValueFrom(drift(domain, definitions))).rejects.toMatchObject({
      message: expect.stringContaining('no'),
    });
  });

  it('is iterated by for await, and stops polling when the loop is left', async () => {
    const { domain, calls } = await open({ registered: definitions });
    for await (const { isSynced } of drift(domain, definitions, { interval: 5 })) {
      expect(isSynced).toBe(true);
      break;
    }
    const before = calls.length;
    await lastValueFrom(merge(domain.exists(), of(1)));
    expect(calls.length).toBe(before + 1);
  });

  it.each([
    [
      'an unknown option',
      () => drift('media', [], { taskLst: 'a' } as object),
      'Unknown option "taskLst" for drift()',
    ],
    [
      'a type of another domain',
      () => drift('media', [resize.type('films')]),
      'a type of the domain "media"',
    ],
    ['a type that is defined twice', () => drift('media', [resize, resize]), 'definitions of distinct types'],
    ['what defines no type', () => drift('media', [{} as TypeDefinition]), 'definitions[0] must be'],
    ['no list', () => drift('media', resize as never), 'definitions must be a list'],
  ])('refuses %s', (_, call, message) => {
    expect(call).toThrow(message);
  });
});
