import { replayAll } from 'rx-swf/testing';
import { NonDeterminismError, workflow } from 'rx-swf/workflows';
import { lastValueFrom, of, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { album, begun, ended, printedByCli } from './albums.js';

describe('replaying many histories', () => {
  it.each([
    ['a list', [printedByCli(ended()), begun().build()]],
    ['an Observable', of(printedByCli(ended()), { history: begun().build(), runId: '1' })],
  ])('of %s emits a report of each', async (_, histories) => {
    const replayed = await lastValueFrom(replayAll(album, histories).pipe(toArray()));
    expect(replayed.map(({ report }) => report?.outcome)).toEqual(['completed', undefined]);
  });

  it('emits errors as values, and continues', async () => {
    const changed = workflow({ name: 'Album', version: '1' }, (files: string[]) => of(files));
    const histories = [ended().build(), 'nonsense', { history: begun().build(), workflowId: 'album-7' }];
    const replayed = await lastValueFrom(replayAll(changed, histories).pipe(toArray()));
    expect(replayed.map(({ error }) => (error as Error).name)).toEqual([
      'NonDeterminismError',
      'InvalidArgumentError',
      'NonDeterminismError',
    ]);
    expect(replayed[0]?.error).toBeInstanceOf(NonDeterminismError);
    expect(replayed[2]?.source).toBe(histories[2]);
  });
});
