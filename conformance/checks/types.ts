import type { ActivityTypeInfo, WorkflowTypeInfo } from '@aws-sdk/client-swf';
import { type Chapter, type Check, documented, operation, recorded, reported } from '../Check.js';
import { expectEqual, expectFault, expectMembers, expectTrue } from '../expect.js';
import type { Scene } from '../Scene.js';

type Status = 'REGISTERED' | 'DEPRECATED';

/** The six operations on types of one kind, which both kinds have. */
interface Kind {
  readonly noun: 'WorkflowType' | 'ActivityType';
  typeOf(scene: Scene): { name: string | undefined; version: string | undefined };
  register(scene: Scene, version: string): Promise<unknown>;
  describe(scene: Scene, version?: string): Promise<WorkflowTypeInfo | ActivityTypeInfo | undefined>;
  list(scene: Scene, status: Status): Promise<(string | undefined)[]>;
  deprecate(scene: Scene, version?: string): Promise<unknown>;
  undeprecate(scene: Scene): Promise<unknown>;
  delete(scene: Scene): Promise<unknown>;
}

const workflowTypes: Kind = {
  noun: 'WorkflowType',
  typeOf: ({ workflowType: { name, version } }) => ({ name, version }),
  register: (scene, version) => scene.registerWorkflowType({ ...scene.workflowType, version }),
  describe: async ({ swf, domain, workflowType }, version = '1') =>
    (await swf.describeWorkflowType({ domain, workflowType: { ...workflowType, version } })).typeInfo,
  list: async ({ swf, domain, workflowType: { name } }, registrationStatus) =>
    (await swf.listWorkflowTypes({ domain, name, registrationStatus })).typeInfos?.map(
      ({ workflowType }) => workflowType?.version,
    ) ?? [],
  deprecate: ({ swf, domain, workflowType }, version = '1') =>
    swf.deprecateWorkflowType({ domain, workflowType: { ...workflowType, version } }),
  undeprecate: ({ swf, domain, workflowType }) => swf.undeprecateWorkflowType({ domain, workflowType }),
  delete: ({ swf, domain, workflowType }) => swf.deleteWorkflowType({ domain, workflowType }),
};

const activityTypes: Kind = {
  noun: 'ActivityType',
  typeOf: ({ activityType: { name, version } }) => ({ name, version }),
  register: (scene, version) => scene.registerActivityType({ ...scene.activityType, version }),
  describe: async ({ swf, domain, activityType }, version = '1') =>
    (await swf.describeActivityType({ domain, activityType: { ...activityType, version } })).typeInfo,
  list: async ({ swf, domain, activityType: { name } }, registrationStatus) =>
    (await swf.listActivityTypes({ domain, name, registrationStatus })).typeInfos?.map(
      ({ activityType }) => activityType?.version,
    ) ?? [],
  deprecate: ({ swf, domain, activityType }, version = '1') =>
    swf.deprecateActivityType({ domain, activityType: { ...activityType, version } }),
  undeprecate: ({ swf, domain, activityType }) => swf.undeprecateActivityType({ domain, activityType }),
  delete: ({ swf, domain, activityType }) => swf.deleteActivityType({ domain, activityType }),
};

const checksOf = (kind: Kind): readonly Check[] => [
  operation(`Register${kind.noun}`, 'registers a version once: then TypeAlreadyExistsFault', async scene => {
    await kind.register(scene, '2');
    expectEqual((await kind.describe(scene, '2'))?.status, 'REGISTERED', 'status');
    await expectFault(kind.register(scene, '2'), 'TypeAlreadyExistsFault');
  }),
  operation(`Describe${kind.noun}`, 'returns the status and the creation date', async scene => {
    const info = await kind.describe(scene);
    expectEqual(info?.status, 'REGISTERED', 'status');
    expectEqual(info?.deprecationDate, undefined, 'deprecation date');
    const age = Date.now() - (info?.creationDate?.getTime() ?? 0);
    expectTrue(Math.abs(age) < 600_000, 'the creation date to be now');
  }),
  operation(`List${kind.noun}s`, 'lists all versions of a name', async scene => {
    await kind.register(scene, '3');
    await kind.register(scene, '2');
    await scene.until(async () =>
      expectEqual((await kind.list(scene, 'REGISTERED')).sort(), ['1', '2', '3'], 'versions'),
    );
  }),
  operation(`Deprecate${kind.noun}`, 'deprecates once: then TypeDeprecatedFault', async scene => {
    await kind.deprecate(scene);
    const info = await kind.describe(scene);
    expectEqual(info?.status, 'DEPRECATED', 'status');
    expectTrue(info?.deprecationDate !== undefined, 'a deprecation date');
    await expectFault(kind.deprecate(scene), 'TypeDeprecatedFault');
    await scene.until(async () => expectEqual(await kind.list(scene, 'DEPRECATED'), ['1'], 'versions'));
  }),
  operation(`Undeprecate${kind.noun}`, 'registers a deprecated type again, and no other', async scene => {
    await kind.deprecate(scene);
    await kind.undeprecate(scene);
    const info = await kind.describe(scene);
    expectMembers(info, { status: 'REGISTERED', deprecationDate: undefined }, 'the type');
    await expectFault(kind.undeprecate(scene), 'TypeAlreadyExistsFault');
  }),
  operation(
    `Delete${kind.noun}`,
    'deletes deprecated types only: else TypeNotDeprecatedFault',
    async scene => {
      await expectFault(kind.delete(scene), 'TypeNotDeprecatedFault');
      await kind.deprecate(scene);
      await kind.delete(scene);
      await expectFault(kind.describe(scene), 'UnknownResourceFault');
    },
  ),
  recorded(`An unknown ${kind.noun} is named in the message of its fault`, async scene => {
    const { name } = kind.typeOf(scene);
    await expectFault(
      kind.describe(scene, '9'),
      'UnknownResourceFault',
      `Unknown type: ${kind.noun}=[name=${name}, version=9]`,
    );
  }),
  reported(
    `TypeAlreadyExistsFault and TypeDeprecatedFault of ${kind.noun} have the type as their message`,
    async scene => {
      const { name, version } = kind.typeOf(scene);
      const message = `${kind.noun}=[name=${name}, version=${version}]`;
      await expectFault(kind.register(scene, '1'), 'TypeAlreadyExistsFault', message);
      await kind.deprecate(scene);
      await expectFault(kind.deprecate(scene), 'TypeDeprecatedFault', message);
    },
  ),
];

export const types: Chapter = {
  name: 'Types',
  checks: [
    ...checksOf(workflowTypes),
    ...checksOf(activityTypes),
    documented(
      'A type returns exactly the defaults that it was registered with',
      async ({ swf, domain, id }) => {
        const workflowType = { name: `${id}-Bare`, version: '1' };
        await swf.registerWorkflowType({ domain, ...workflowType });
        expectEqual((await swf.describeWorkflowType({ domain, workflowType })).configuration, {}, 'defaults');
        const activityType = { name: `${id}-Full`, version: '1' };
        const defaults = {
          defaultTaskStartToCloseTimeout: '1',
          defaultTaskHeartbeatTimeout: '2',
          defaultTaskList: { name: 'list' },
          defaultTaskPriority: '-4',
          defaultTaskScheduleToStartTimeout: '3',
          defaultTaskScheduleToCloseTimeout: 'NONE',
        };
        await swf.registerActivityType({ domain, ...activityType, ...defaults });
        const described = await swf.describeActivityType({ domain, activityType });
        expectEqual(described.configuration, defaults, 'defaults');
      },
    ),
    documented('No execution of a deprecated type can start: TypeDeprecatedFault', async scene => {
      await workflowTypes.deprecate(scene);
      await expectFault(scene.start(), 'TypeDeprecatedFault');
    }),
    documented('A running execution goes on when its type is deprecated and deleted', async scene => {
      const execution = await scene.start();
      await workflowTypes.deprecate(scene);
      await workflowTypes.delete(scene);
      await scene.signal(execution);
      await scene.decide({ decisionType: 'CompleteWorkflowExecution' });
      await scene.attributes(execution, 'WorkflowExecutionCompleted');
    }),
  ],
};
