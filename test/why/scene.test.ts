import { WorkflowExecutionQuerySet } from 'rx-swf';
import { why } from 'rx-swf/why';
import { concatMap, lastValueFrom, map, toArray } from 'rxjs';
import { expect, it } from 'vitest';
import { openScene } from '../harness/cli/openScene.js';

it('why() tells the stuck executions of a night from those that wait', async () => {
  const { domain } = await openScene();
  const explained$ = new WorkflowExecutionQuerySet(domain).all().pipe(
    concatMap(execution => why(domain, execution)),
    map(({ execution, state, waits }) => [
      execution.workflowId,
      `${state}: ${waits.map(({ kind }) => kind)}`,
    ]),
    toArray(),
  );
  expect(Object.fromEntries(await lastValueFrom(explained$))).toEqual({
    'album-101': 'stuck: activity,activity',
    'album-102': 'waiting: activity',
    'album-103': 'waiting: timer',
    'album-104': 'stuck: child',
    'album-104-cover': 'stuck: activity',
    'album-105': 'waiting: signals',
    'album-106': 'stuck: refusedDecisions,signals',
    'album-107': 'waiting: decisionTask',
    'archive-1': 'stuck: decisionTask',
    'order-101': 'stuck: activity',
    'order-102': 'waiting: timer',
    'order-103': 'waiting: signals',
    'order-104': 'waiting: child',
    'order-105': 'stuck: failingDecisions,activity',
    'order-5': 'waiting: signals',
    'shipment-104': 'waiting: activity',
  });
});
