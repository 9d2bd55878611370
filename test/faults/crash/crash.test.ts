import { expect, it } from 'vitest';
import { CrashHarness } from '../../harness/CrashHarness.js';
import { Albums } from '../Albums.js';

const full = process.env['RX_SWF_EXECUTIONS'];
const executions = Number(full ?? 40);

it(
  `${executions} executions complete although deciders and workers are killed again and again`,
  async () => {
    const harness = new CrashHarness();
    const albums = await Albums.of(harness.swf.client());
    await albums.start(executions);
    const acted$ = await harness.start(new URL('./actor.ts', import.meta.url));
    const killing = harness.killing(acted$, 5, 40);
    await albums.closed(executions, acted$);
    killing.unsubscribe();
    await harness.stop();

    const redone = await albums.check();
    albums.checkEffects(harness.effects);
    if (full !== undefined)
      console.log(`${executions} executions, ${harness.kills} kills`, JSON.stringify(redone));
    await harness.close();
    expect(await harness.leftovers()).toEqual({});
  },
  full === undefined ? 120_000 : 900_000,
);
