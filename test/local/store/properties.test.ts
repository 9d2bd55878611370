import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import {
  activityList,
  activityType,
  decisionList,
  domain,
  workflowType,
} from '../../harness/registrations.js';
import { temporaryFolder } from '../../harness/temporaryFolder.js';
import { RawHarness } from '../RawHarness.js';
import { decisions, type Step, step, take } from '../randomSteps.js';

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

/** Steps that change registrations, and that read lists page by page. */
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
  readonly harness: RawHarness;
  readonly #restarts: boolean;
  readonly #pages = new Map<string, string | undefined>();

  constructor(data: string, restarts: boolean) {
    this.harness = new RawHarness({ data });
    this.#restarts = restarts;
  }

  async take(given: Step): Promise<void> {
    const { harness } = this;
    const { act, workflowId: name = '' } = given;
    switch (act) {
      case 'restart':
        if (this.#restarts) await harness.restart();
        break;
      case 'drive':
        await take(harness, { act: 'start', workflowId: 'w1' });
        await take(harness, { act: 'poll for a decision task' });
        await take(harness, { ...given, act: 'decide' });
        await take(harness, { act: 'poll for an activity task' });
        break;
      case 'page of open':
        await this.#page('ListOpenWorkflowExecutions', { startTimeFilter });
        break;
      case 'page of closed':
        await this.#page('ListClosedWorkflowExecutions', { closeTimeFilter: startTimeFilter });
        break;
      case 'heartbeat details': {
        const [taskToken] = harness.activityTasks;
        if (taskToken) await harness.call('RecordActivityTaskHeartbeat', { taskToken, details: 'half' });
        break;
      }
      case 'DeprecateDomain':
      case 'UndeprecateDomain':
        await harness.call(act, { name: domain });
        break;
      case 'tag':
        await harness.call('TagResource', { resourceArn, tags: [{ key: 'k' }, { key: 'l', value: 'v' }] });
        break;
      case 'untag':
        await harness.call('UntagResource', { resourceArn, tagKeys: ['k'] });
        break;
      case 'Register':
        await harness.call('RegisterActivityType', { domain, name, version: '1' });
        await harness.call('RegisterWorkflowType', { domain, name, version: '1', description: 'd' });
        break;
      case 'Deprecate':
      case 'Undeprecate':
      case 'Delete':
        await harness.call(`${act}ActivityType`, { domain, activityType: { name, version: '1' } });
        await harness.call(`${act}WorkflowType`, { domain, workflowType: { name, version: '1' } });
        break;
      default:
        await take(harness, given);
    }
  }

  async #page(operation: string, filter: object): Promise<void> {
    const nextPageToken = this.#pages.get(operation);
    const page = await this.harness.call(operation, { domain, ...filter, maximumPageSize: 1, nextPageToken });
    this.#pages.set(operation, page?.nextPageToken);
  }

  /** All that can be seen of it. */
  async look(): Promise<void> {
    const { harness } = this;
    // The tokens hold the places in the lists.
    await harness.call('ListOpenWorkflowExecutions', { domain, startTimeFilter, maximumPageSize: 1 });
    await harness.call('ListClosedWorkflowExecutions', { domain, startTimeFilter, maximumPageSize: 1 });
    for (const execution of harness.runs) {
      await harness.call('DescribeWorkflowExecution', { domain, execution });
      await harness.call('GetWorkflowExecutionHistory', { domain, execution });
    }
    await harness.call('ListOpenWorkflowExecutions', { domain, startTimeFilter });
    await harness.call('ListClosedWorkflowExecutions', { domain, startTimeFilter });
    await harness.call('ListClosedWorkflowExecutions', { domain, closeTimeFilter: startTimeFilter });
    await harness.call('CountPendingActivityTasks', { domain, taskList: activityList });
    await harness.call('CountPendingDecisionTasks', { domain, taskList: decisionList });
    await harness.call('ListTagsForResource', { resourceArn });
    await harness.call('DescribeDomain', { name: domain });
    await harness.call('DescribeWorkflowType', { domain, workflowType });
    await harness.call('DescribeActivityType', { domain, activityType });
    for (const registrationStatus of ['REGISTERED', 'DEPRECATED']) {
      await harness.call('ListDomains', { registrationStatus });
      await harness.call('ListWorkflowTypes', { domain, registrationStatus });
      await harness.call('ListActivityTypes', { domain, registrationStatus });
    }
  }
}

it('a service that is restarted again and again responds like one that never is', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(step, drive, oddStep), {
        maxLength: 80,
        size: 'max',
      }),
      fc.constantFrom('1', 'NONE'),
      async (steps, retention) => {
        const subjects = [new Subject(temporaryFolder(), true), new Subject(temporaryFolder(), false)];
        for (const { harness } of subjects) await harness.prepare(retention);
        for (const subject of subjects) {
          for (const each of steps) await subject.take(each);
          await subject.take({ act: 'restart' });
          await subject.look();
          // Everything due, offered and held comes to its end.
          for (let minutes = 0; minutes < 3; minutes += 1) {
            await subject.take({ act: 'advance', milliseconds: 60_000 });
            await subject.take({ act: 'drive', decisions: [] });
          }
          await subject.look();
          await subject.harness.swf.close();
        }
        const [restarted, steady] = subjects;
        expect(restarted?.harness.answers).toEqual(steady?.harness.answers);
      },
    ),
    { numRuns: 60 },
  );
}, 120_000);
