import { Decider, decide } from 'rx-swf';
import { BehaviorSubject, filter, firstValueFrom, mergeMap, of } from 'rxjs';
import { expect, it, onTestFinished } from 'vitest';
import { longPoll } from '../harness/faults/Link.js';
import { leftovers, resources } from '../harness/leftovers.js';
import { openSwf } from '../harness/openSwf.js';
import { Albums } from './Albums.js';
import { decideAlbum, isEnd } from './album.js';
import { WorkerPool } from './WorkerPool.js';

const full = process.env['RX_SWF_EXECUTIONS'];
/** How many executions are open at a time. */
const open = 40;
const rounds = full === undefined ? 1 : 10;

it('a rolling restart of 20 workers under load loses, repeats and times out no task', async () => {
  const before = resources();
  // Long enough that only a task that was lost times out; polls end soon, so that draining does.
  const swf = openSwf({ longPoll });
  const albums = await Albums.of(swf.client(), 20);
  const { url } = await swf.listen();
  const pool = new WorkerPool(url, 20);

  let restarted = false;
  const closed$ = new BehaviorSubject(0);
  const deciding = new Decider(albums.domain, 'decisions', { concurrency: 10 })
    .pipe(
      decide(decideAlbum),
      filter(decided => decided.status === 'completed' && isEnd(decided.decisions)),
      mergeMap(() => (restarted ? of(undefined) : albums.start(1))),
    )
    .subscribe({ next: () => closed$.next(closed$.value + 1) });
  onTestFinished(() => deciding.unsubscribe());
  await albums.start(open);
  for (let round = 0; round < rounds; round += 1) await pool.restart();
  restarted = true;
  await firstValueFrom(closed$.pipe(filter(closed => closed === albums.workflowIds.length)));

  await pool.close();
  expect(pool.unfinished).toBe(0);
  expect(await albums.check()).toEqual({ activities: 0, decisions: 0 });
  albums.checkEffects(pool.effects);
  expect(pool.effects.length).toBe(2 * albums.workflowIds.length);

  deciding.unsubscribe();
  await swf.close();
  expect(await leftovers(before)).toEqual({});
  if (full !== undefined) console.log(`${20 * rounds} restarts, ${albums.workflowIds.length} executions`);
}, 120_000);
