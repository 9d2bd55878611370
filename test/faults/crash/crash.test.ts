import { randomInt } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exhaustMap, filter } from 'rxjs';
import { expect, it, onTestFinished } from 'vitest';
import { openSwf } from '../../harness/openSwf.js';
import { Albums } from '../Albums.js';
import { Faults } from '../Faults.js';
import { FaultyProxy } from '../FaultyProxy.js';
import { longPoll } from '../Link.js';
import { leftovers, resources } from '../leftovers.js';
import { bundle } from './bundle.js';
import { Crew } from './Crew.js';

const full = process.env['RX_SWF_EXECUTIONS'];
const executions = Number(full ?? 40);

/** A file, until the end of the test. */
function newFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rx-swf-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'effects');
  writeFileSync(file, '');
  return file;
}

it(
  `${executions} executions complete although deciders and workers are killed again and again`,
  async () => {
    const before = resources();
    const swf = openSwf({ longPoll });
    const albums = await Albums.of(swf.client());
    await albums.start(executions);
    const effects = newFile();
    // No faults: it is there to tell what the service has done.
    const proxy = new FaultyProxy((await swf.listen()).url, new Faults({}, 0));
    const program = await bundle(new URL('./actor.ts', import.meta.url));
    const kinds = ['decider', 'decider', 'worker', 'worker'] as const;
    const crew = new Crew(program, kinds, await proxy.listen(), effects);
    onTestFinished(() => crew.close());

    let next = randomInt(5, 40);
    const killing = proxy.acted$
      .pipe(
        filter(operation => operation.startsWith('Respond') && --next <= 0),
        exhaustMap(() => {
          next = randomInt(5, 40);
          return crew.replace(randomInt(4));
        }),
      )
      .subscribe();
    await albums.closed(executions, proxy.acted$);
    killing.unsubscribe();
    await crew.close();

    const redone = await albums.check();
    albums.checkEffects(readFileSync(effects, 'utf8').split('\n'));
    if (full !== undefined)
      console.log(`${executions} executions, ${crew.kills} kills`, JSON.stringify(redone));
    await proxy.close();
    await swf.close();
    expect(await leftovers(before)).toEqual({});
  },
  full === undefined ? 120_000 : 900_000,
);
