import type { ListClosedWorkflowExecutionsCommandInput, WorkflowExecutionInfo } from '@aws-sdk/client-swf';
import { decision } from '../../test/harness/sdkDecisions.js';
import { type Chapter, documented, operation } from '../Check.js';
import { expectEqual, expectMembers, expectRefusal, expectTrue } from '../expect.js';
import type { Run, Scene } from '../Scene.js';

const startTimeFilter = { oldestDate: new Date(0) };

/** Filter that shows the executions of a check only. */
const typeFilter = ({ workflowType }: Scene) => ({ name: workflowType.name, version: '1' });

const namesOf = ({ id }: Scene, infos: readonly WorkflowExecutionInfo[] = []) =>
  infos.map(({ execution }) => execution?.workflowId?.slice(id.length + 1));

async function open(scene: Scene, given: object = { typeFilter: typeFilter(scene) }) {
  const input = { domain: scene.domain, startTimeFilter, ...given };
  return namesOf(scene, (await scene.swf.listOpenWorkflowExecutions(input)).executionInfos);
}

type ClosedFilters = Omit<ListClosedWorkflowExecutionsCommandInput, 'domain'>;

async function closed(
  scene: Scene,
  given: ClosedFilters = { startTimeFilter, typeFilter: typeFilter(scene) },
) {
  const input = { domain: scene.domain, ...given };
  return namesOf(scene, (await scene.swf.listClosedWorkflowExecutions(input)).executionInfos);
}

/** Starts executions one after another, so that each starts later than the one before. */
async function startAll(scene: Scene, ...names: string[]): Promise<Run[]> {
  const runs: Run[] = [];
  for (const name of names) runs.push(await scene.start(name, { tagList: [`${scene.id}-tag-${name}`] }));
  return runs;
}

const terminate = ({ swf, domain }: Scene, run: Run | undefined) =>
  swf.terminateWorkflowExecution({ domain, workflowId: run?.workflowId });

export const visibility: Chapter = {
  name: 'Visibility',
  checks: [
    operation('ListOpenWorkflowExecutions', 'lists open executions, the latest first', async scene => {
      const [, second] = await startAll(scene, 'a', 'b', 'c');
      await terminate(scene, second);
      await scene.until(async () => expectEqual(await open(scene), ['c', 'a'], 'executions'));
      const reversed = { typeFilter: typeFilter(scene), reverseOrder: true };
      expectEqual(await open(scene, reversed), ['a', 'c'], 'executions in reverse');
    }),
    operation('ListClosedWorkflowExecutions', 'lists closed executions with their status', async scene => {
      const [first] = await startAll(scene, 'a', 'b');
      await terminate(scene, first);
      await scene.until(async () => expectEqual(await closed(scene), ['a'], 'executions'));
      const { domain, swf } = scene;
      const input = { domain, startTimeFilter, typeFilter: typeFilter(scene) };
      const [info] = (await swf.listClosedWorkflowExecutions(input)).executionInfos ?? [];
      expectMembers(info, { execution: first, executionStatus: 'CLOSED', closeStatus: 'TERMINATED' }, 'it');
      expectTrue(info?.closeTimestamp !== undefined, 'a close timestamp');
    }),
    operation('CountOpenWorkflowExecutions', 'counts open executions', async scene => {
      await startAll(scene, 'a', 'b');
      const { domain, swf } = scene;
      const input = { domain, startTimeFilter, typeFilter: typeFilter(scene) };
      await scene.until(async () =>
        expectMembers(await swf.countOpenWorkflowExecutions(input), { count: 2, truncated: false }, 'it'),
      );
    }),
    operation('CountClosedWorkflowExecutions', 'counts closed executions', async scene => {
      const [first] = await startAll(scene, 'a', 'b');
      await terminate(scene, first);
      const { domain, swf } = scene;
      const input = { domain, startTimeFilter, typeFilter: typeFilter(scene) };
      await scene.until(async () =>
        expectMembers(await swf.countClosedWorkflowExecutions(input), { count: 1, truncated: false }, 'it'),
      );
    }),
    documented('Executions are found by ID, by type and version, and by tag', async scene => {
      const [first] = await startAll(scene, 'a', 'b');
      const executionFilter = { workflowId: first?.workflowId };
      await scene.until(async () => expectEqual(await open(scene, { executionFilter }), ['a'], 'by ID'));
      const tagFilter = { tag: `${scene.id}-tag-b` };
      await scene.until(async () => expectEqual(await open(scene, { tagFilter }), ['b'], 'by tag'));
      const byVersion = { typeFilter: typeFilter(scene) };
      await scene.until(async () => expectEqual(await open(scene, byVersion), ['b', 'a'], 'by version'));
      const another = { typeFilter: { ...typeFilter(scene), version: '2' } };
      expectEqual(await open(scene, another), [], 'by another version');
    }),
    documented('The version of a filter by type is optional', async scene => {
      await startAll(scene, 'a');
      const byName = { typeFilter: { name: scene.workflowType.name } };
      await scene.until(async () => expectEqual(await open(scene, byName), ['a'], 'executions'));
    }),
    documented('Closed executions are found by their status', async scene => {
      await startAll(scene, 'a');
      await scene.decide(decision('CompleteWorkflowExecution'));
      const [second] = await startAll(scene, 'b');
      await terminate(scene, second);
      const closeTimeFilter = startTimeFilter;
      await scene.until(async () => {
        const input = {
          domain: scene.domain,
          closeTimeFilter,
          closeStatusFilter: { status: 'COMPLETED' as const },
        };
        const { executionInfos = [] } = await scene.swf.listClosedWorkflowExecutions(input);
        const own = executionInfos.filter(({ execution }) =>
          execution?.workflowId?.startsWith(`${scene.id}-`),
        );
        expectEqual(namesOf(scene, own), ['a'], 'executions');
      });
    }),
    documented('Closed executions are sorted by the time that the filter is about', async scene => {
      const [first, second] = await startAll(scene, 'a', 'b');
      await terminate(scene, second);
      await terminate(scene, first);
      await scene.until(async () => expectEqual(await closed(scene), ['b', 'a'], 'by start'));
      const byClose = { closeTimeFilter: startTimeFilter, typeFilter: typeFilter(scene) };
      await scene.until(async () => expectEqual(await closed(scene, byClose), ['a', 'b'], 'by close'));
    }),
    documented('A time filter leaves out what is older and what is newer', async scene => {
      await startAll(scene, 'a');
      await scene.until(async () => expectEqual(await open(scene), ['a'], 'executions'));
      const tomorrow = { startTimeFilter: { oldestDate: new Date(Date.now() + 86_400_000) } };
      expectEqual(await open(scene, { typeFilter: typeFilter(scene), ...tomorrow }), [], 'from tomorrow on');
      const yesterday = {
        startTimeFilter: { ...startTimeFilter, latestDate: new Date(Date.now() - 86_400_000) },
      };
      expectEqual(await open(scene, { typeFilter: typeFilter(scene), ...yesterday }), [], 'until yesterday');
    }),
    documented('A type or tag that nothing has gives an empty list', async scene => {
      expectEqual(await open(scene, { tagFilter: { tag: `${scene.id}-nothing` } }), [], 'executions');
      expectEqual(
        await open(scene, { typeFilter: { name: `${scene.id}-nothing`, version: '1' } }),
        [],
        'executions',
      );
    }),
    documented('Without a time filter, or with both, closed executions are refused', async scene => {
      await expectRefusal(closed(scene, {}));
      const both = { startTimeFilter, closeTimeFilter: startTimeFilter };
      await expectRefusal(closed(scene, both));
    }),
    documented('Two filters by type and by tag are refused', async scene => {
      const two = { typeFilter: typeFilter(scene), tagFilter: { tag: 't' } };
      await expectRefusal(open(scene, two));
    }),
  ],
};
