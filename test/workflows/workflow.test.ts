import { activity, workflow } from 'rx-swf/workflows';
import { from, mergeMap, retry, toArray } from 'rxjs';
import { expect, it } from 'vitest';
import { Studio } from './Studio.js';

const resize = activity<string, string>({ name: 'Resize', version: '1' });

it('runs a pipeline of ordinary operators over activities', async () => {
  const thumbnails = workflow({ name: 'Thumbnails', version: '1' }, (files: string[], { run }) =>
    from(files).pipe(
      mergeMap(file => run(resize, file).pipe(retry({ count: 2, delay: 3_600_000 })), 2),
      toArray(),
    ),
  );
  let failures = 1;
  const studio = await Studio.open(
    [thumbnails],
    [
      resize.with(file => {
        failures -= 1;
        if (failures >= 0) throw new Error('not today');
        return `/${file}`;
      }),
    ],
  );
  expect(await studio.run(thumbnails, ['a', 'b', 'c'])).toEqual(['/b', '/c', '/a']);
});
