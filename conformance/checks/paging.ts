import { type Chapter, documented, reported } from '../Check.js';
import { expectEqual, expectFault, expectTrue } from '../expect.js';
import type { Scene } from '../Scene.js';

interface Page<T> {
  readonly items: readonly T[];
  readonly nextPageToken: string | undefined;
}

/** Reads all pages of at most two items. */
async function pages<T>(
  read: (input: { maximumPageSize: number; nextPageToken: string | undefined }) => Promise<Page<T>>,
): Promise<(readonly T[])[]> {
  const found: (readonly T[])[] = [];
  let nextPageToken: string | undefined;
  do {
    const page = await read({ maximumPageSize: 2, nextPageToken });
    expectTrue(page.items.length <= 2, 'at most 2 items on a page');
    found.push(page.items);
    nextPageToken = page.nextPageToken;
  } while (nextPageToken !== undefined && found.length < 10);
  return found;
}

async function historyPages(scene: Scene, signals: number) {
  const execution = await scene.start();
  for (let count = 0; count < signals; count++) await scene.signal(execution);
  const { domain, swf } = scene;
  return pages(async input => {
    const answer = await swf.getWorkflowExecutionHistory({ domain, execution, ...input });
    return { items: answer.events?.map(({ eventId }) => eventId) ?? [], nextPageToken: answer.nextPageToken };
  });
}

export const paging: Chapter = {
  name: 'Pages',
  checks: [
    documented('A history is read page by page', async scene => {
      expectEqual((await historyPages(scene, 3)).flat(), [1, 2, 3, 4, 5], 'IDs');
    }),
    reported('The last page has no token, even if it is full', async scene => {
      expectEqual(
        await historyPages(scene, 2),
        [
          [1, 2],
          [3, 4],
        ],
        'pages',
      );
    }),
    documented('Executions are listed page by page', async scene => {
      for (const name of ['a', 'b', 'c']) await scene.start(name);
      const { domain, swf, id } = scene;
      const typeFilter = { name: scene.workflowType.name, version: '1' };
      await scene.until(async () => {
        const found = await pages(async input => {
          const startTimeFilter = { oldestDate: new Date(0) };
          const filters = { domain, startTimeFilter, typeFilter };
          const answer = await swf.listOpenWorkflowExecutions({ ...filters, ...input });
          const items = answer.executionInfos?.map(({ execution }) => execution?.workflowId) ?? [];
          return { items, nextPageToken: answer.nextPageToken };
        });
        expectEqual(found.flat(), [`${id}-c`, `${id}-b`, `${id}-a`], 'executions');
      });
    }),
    documented('Types are listed page by page', async scene => {
      for (const version of ['2', '3']) await scene.registerActivityType({ ...scene.activityType, version });
      const { domain, swf } = scene;
      await scene.until(async () => {
        const found = await pages(async input => {
          const { name } = scene.activityType;
          const query = { domain, name, registrationStatus: 'REGISTERED' as const };
          const answer = await swf.listActivityTypes({ ...query, ...input });
          const items = answer.typeInfos?.map(({ activityType }) => activityType?.version) ?? [];
          return { items, nextPageToken: answer.nextPageToken };
        });
        expectEqual(found.flat().sort(), ['1', '2', '3'], 'versions');
      });
    }),
    reported('A page of more than 1,000 items is refused', async scene => {
      const execution = await scene.start();
      await expectFault(
        scene.swf.getWorkflowExecutionHistory({ domain: scene.domain, execution, maximumPageSize: 1001 }),
        'ValidationException',
        /'maximumPageSize' failed to satisfy constraint: Member must have value less than or equal to 1000/,
      );
    }),
    reported('A malformed page token is refused: Invalid token', async scene => {
      const execution = await scene.start();
      await expectFault(
        scene.swf.getWorkflowExecutionHistory({ domain: scene.domain, execution, nextPageToken: 'nonsense' }),
        'ValidationException',
        'Invalid token',
      );
    }),
  ],
};
