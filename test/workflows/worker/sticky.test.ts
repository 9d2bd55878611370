import { workflow } from 'rx-swf/workflows';
import { interval, take } from 'rxjs';
import { expect, it } from 'vitest';
import { Studio } from '../Studio.js';

it.each([
  ['begins a run once', {}, 1],
  ['begins it anew with each decision if it is not to be sticky', { sticky: false }, 4],
] as const)('%s', async (_title, worker, expected) => {
  let begun = 0;
  const ticks = workflow({ name: 'Ticks', version: '1' }, (_input: undefined, { scheduler }) => {
    begun += 1;
    return interval(1_000, scheduler).pipe(take(3));
  });
  const studio = await Studio.open([ticks], [], { worker: { shadow: 0, ...worker } });
  await studio.run(ticks, undefined);
  expect(begun).toBe(expected);
});
