import { WorkflowExecutionQuerySet } from 'rx-swf';
import { forkJoin, lastValueFrom, map, switchMap, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { CliHarness, night } from './CliHarness.js';
import { addLongHistory, fillDomain } from './fillDomain.js';
import { openScene } from './openScene.js';

describe('a scene', () => {
  it('has thirty executions in all states, and is the same at each run', async () => {
    const scene = await openScene();
    expect(scene.clock.now()).toBe(night);
    const executions$ = new WorkflowExecutionQuerySet(scene.domain).filter({
      status: 'ANY',
      startOldestDate: 1,
    });
    const states$ = executions$.pipe(
      map(({ workflowId, status, closeStatus = status, startTimestamp }) =>
        [workflowId, closeStatus, startTimestamp?.toISOString().slice(8, 19)].join(' '),
      ),
      toArray(),
    );
    expect((await lastValueFrom(states$)).reverse()).toEqual([
      'album-1 COMPLETED 27T15:00:00',
      'album-2 COMPLETED 27T15:07:01',
      'album-3 FAILED 27T15:14:02',
      'album-4 TIMED_OUT 27T15:15:03',
      'album-5 CANCELED 27T15:50:04',
      'album-6 TERMINATED 27T15:50:05',
      'album-7 CONTINUED_AS_NEW 27T15:52:06',
      'album-7 COMPLETED 27T15:52:07',
      'order-1 COMPLETED 27T15:53:07',
      'shipment-1 COMPLETED 27T15:53:50',
      'order-2 FAILED 27T16:03:50',
      'order-3 FAILED 27T16:03:54',
      'order-4 CANCELED 27T16:03:55',
      'order-5 CONTINUED_AS_NEW 27T16:05:56',
      'order-5 OPEN 27T16:07:57',
      'album-101 OPEN 28T00:00:00',
      'archive-1 OPEN 28T00:40:01',
      'album-102 OPEN 28T01:15:01',
      'album-103 OPEN 28T01:17:02',
      'album-104 OPEN 28T01:17:03',
      'album-104-cover OPEN 28T01:17:04',
      'album-105 OPEN 28T01:27:04',
      'album-106 OPEN 28T01:27:05',
      'album-107 OPEN 28T01:32:06',
      'order-101 OPEN 28T01:33:07',
      'order-102 OPEN 28T01:43:08',
      'order-103 OPEN 28T01:43:09',
      'order-104 OPEN 28T02:03:10',
      'shipment-104 OPEN 28T02:03:10',
      'order-105 OPEN 28T02:59:56',
    ]);
  });

  it('can have any number of executions, and histories of any length', async () => {
    const harness = await CliHarness.open(1);
    await fillDomain(harness, { closed: 30, open: 20 });
    await addLongHistory(harness, 24_999);
    const executions = new WorkflowExecutionQuerySet(harness.domain);
    const counts$ = forkJoin([
      executions.count(),
      executions.count({ status: 'CLOSED', startOldestDate: 1 }),
    ]);
    expect(await lastValueFrom(counts$.pipe(map(counts => counts.map(({ count }) => count))))).toEqual([
      21, 30,
    ]);
    const long$ = executions.filter({ workflowId: 'long' }).pipe(switchMap(long => long.history()));
    expect(await lastValueFrom(long$)).toHaveLength(24_999);
  });
});
