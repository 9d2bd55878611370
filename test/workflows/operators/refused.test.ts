import { workflow } from 'rx-swf/workflows';
import {
  animationFrame,
  animationFrameScheduler,
  animationFrames,
  firstValueFrom,
  NEVER,
  type Observable,
  observeOn,
  of,
} from 'rxjs';
import { ajax } from 'rxjs/ajax';
import { expect, it } from 'vitest';
import { WorkflowHarness } from '../../harness/WorkflowHarness.js';
import { refused } from './cases/refused.js';

it.each(Object.entries(refused))(
  'a decision fails if its workflow uses %s',
  async (_name, { run, error }) => {
    const once = workflow({ name: 'Refused', version: '1' }, () => run());
    const harness = await WorkflowHarness.open([once]);
    await harness.start(once, undefined);
    expect(await firstValueFrom(harness.failures$)).toBeInstanceOf(error);
  },
);

it('a decision fails if its workflow waits forever with NEVER', async () => {
  const never = workflow({ name: 'Never', version: '1' }, () => NEVER);
  const harness = await WorkflowHarness.open([never]);
  await harness.start(never, undefined);
  expect(await firstValueFrom(harness.failures$)).toMatchObject({ name: 'StalledError' });
});

it.each(
  Object.entries<() => Observable<unknown>>({
    animationFrame: () => of('a').pipe(observeOn(animationFrame)),
    animationFrameScheduler: () => of('a').pipe(observeOn(animationFrameScheduler)),
    animationFrames: () => animationFrames(),
    ajax: () => ajax('http://localhost:9'),
  }),
)('an execution fails if it uses %s, which exists only in browsers', async (_name, run) => {
  const once = workflow({ name: 'OfBrowsers', version: '1' }, () => run());
  const harness = await WorkflowHarness.open([once]);
  await expect(harness.run(once, undefined)).rejects.toThrow(/is not defined/);
});
