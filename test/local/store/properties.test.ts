import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { Bare, decisions, type Step, step, take } from '../random.js';
import { activityList, activityType, decisionList, domain, workflowType } from '../support.js';
import { newFolder } from './support.js';

// Two services with the same ids and tokens can be compared answer by answer.
vi.mock('node:crypto', async original => ({
  ...(await original<typeof import('node:crypto')>()),
  randomUUID: () => 'the same',
}));

const day = 86_400_000;
const resourceArn = `arn:aws:swf:us-east-1:123456789012:/domain/${domain}`;
const startTimeFilter = { oldestDate: 0 };

/** A task is taken and answered, so that executions get somewhere. */
const drive = fc.record({ act: fc.constant('drive'), decisions });

/** What happens to registrations, and how lists go on from page to page. */
const oddStep = fc.oneof(
  fc.constantFrom<Step>(
    { act: 'restart' },
    { act: 'restart' },
    { act: 'advance', milliseconds: day },
    { act: 'advance', milliseconds: 3_600_000 },
    { act: 'page of open' },
    { act: 'page of closed' },
    { act: 'heartbeat details' },
    { act: 'DeprecateDomain' },
    { act: 'UndeprecateDomain' },
    { act: 'tag' },
    { act: 'untag' },
  ),
  fc
    .tuple(fc.constantFrom('Register', 'Deprecate', 'Undeprecate', 'Delete'), fc.constantFrom('a', 'b'))
    .map(([act, workflowId]) => ({ act, workflowId })),
);

/** A service that may be restarted on the way. */
class Subject {
  readonly world: Bare;
  readonly #restarts: boolean;
  readonly #pages = new Map<string, string | undefined>();

  constructor(data: string, restarts: boolean) {
    this.world = new Bare({ data });
    this.#restarts = restarts;
  }

  async take(given: Step): Promise<void> {
    const { world } = this;
    const { act, workflowId: name = '' } = given;
    switch (act) {
      case 'restart':
        if (this.#restarts) await world.restart();
        break;
      case 'drive':
        await take(world, { act: 'start', workflowId: 'w1' });
        await take(world, { act: 'poll for a decision task' });
        await take(world, { ...given, act: 'decide' });
        await take(world, { act: 'poll for an activity task' });
        break;
      case 'page of open':
        await this.#page('ListOpenWorkflowExecutions', { startTimeFilter });
        break;
      case 'page of closed':
        await this.#page('ListClosedWorkflowExecutions', { closeTimeFilter: startTimeFilter });
        break;
      case 'heartbeat details': {
        const [taskToken] = world.activityTasks;
        if (taskToken) await world.call('RecordActivityTaskHeartbeat', { taskToken, details: 'half' });
        break;
      }
      case 'DeprecateDomain':
      case 'UndeprecateDomain':
        await world.call(act, { name: domain });
        break;
      case 'tag':
        await world.call('TagResource', { resourceArn, tags: [{ key: 'k' }, { key: 'l', value: 'v' }] });
        break;
      case 'untag':
        await world.call('UntagResource', { resourceArn, tagKeys: ['k'] });
        break;
      case 'Register':
        await world.call('RegisterActivityType', { domain, name, version: '1' });
        await world.call('RegisterWorkflowType', { domain, name, version: '1', description: 'd' });
        break;
      case 'Deprecate':
      case 'Undeprecate':
      case 'Delete':
        await world.call(`${act}ActivityType`, { domain, activityType: { name, version: '1' } });
        await world.call(`${act}WorkflowType`, { domain, workflowType: { name, version: '1' } });
        break;
      default:
        await take(world, given);
    }
  }

  async #page(operation: string, filter: object): Promise<void> {
    const nextPageToken = this.#pages.get(operation);
    const page = await this.world.call(operation, { domain, ...filter, maximumPageSize: 1, nextPageToken });
    this.#pages.set(operation, page?.nextPageToken);
  }

  /** All that can be seen of it. */
  async look(): Promise<void> {
    const { world } = this;
    // The tokens hold the places in the lists.
    await world.call('ListOpenWorkflowExecutions', { domain, startTimeFilter, maximumPageSize: 1 });
    await world.call('ListClosedWorkflowExecutions', { domain, startTimeFilter, maximumPageSize: 1 });
    for (const execution of world.runs) {
      await world.call('DescribeWorkflowExecution', { domain, execution });
      await world.call('GetWorkflowExecutionHistory', { domain, execution });
    }
    await world.call('ListOpenWorkflowExecutions', { domain, startTimeFilter });
    await world.call('ListClosedWorkflowExecutions', { domain, startTimeFilter });
    await world.call('ListClosedWorkflowExecutions', { domain, closeTimeFilter: startTimeFilter });
    await world.call('CountPendingActivityTasks', { domain, taskList: activityList });
    await world.call('CountPendingDecisionTasks', { domain, taskList: decisionList });
    await world.call('ListTagsForResource', { resourceArn });
    await world.call('DescribeDomain', { name: domain });
    await world.call('DescribeWorkflowType', { domain, workflowType });
    await world.call('DescribeActivityType', { domain, activityType });
    for (const registrationStatus of ['REGISTERED', 'DEPRECATED']) {
      await world.call('ListDomains', { registrationStatus });
      await world.call('ListWorkflowTypes', { domain, registrationStatus });
      await world.call('ListActivityTypes', { domain, registrationStatus });
    }
  }
}

it('a service that is restarted again and again answers as one that never was', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(step, drive, oddStep), {
        maxLength: 80,
        size: 'max',
      }),
      fc.constantFrom('1', 'NONE'),
      async (steps, retention) => {
        const subjects = [new Subject(newFolder(), true), new Subject(newFolder(), false)];
        for (const { world } of subjects) await world.prepare(retention);
        for (const subject of subjects) {
          for (const each of steps) await subject.take(each);
          await subject.take({ act: 'restart' });
          await subject.look();
          // What was due, what was offered and what was held comes to its end.
          for (let minutes = 0; minutes < 3; minutes += 1) {
            await subject.take({ act: 'advance', milliseconds: 60_000 });
            await subject.take({ act: 'drive', decisions: [] });
          }
          await subject.look();
          await subject.world.swf.close();
        }
        const [restarted, steady] = subjects;
        expect(restarted?.world.answers).toEqual(steady?.world.answers);
      },
    ),
    { numRuns: 60 },
  );
}, 120_000);
