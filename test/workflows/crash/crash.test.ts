import { randomInt } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exhaustMap, filter, tap } from 'rxjs';
import { expect, it, onTestFinished } from 'vitest';
import { bundle } from '../../faults/crash/bundle.js';
import { Crew } from '../../faults/crash/Crew.js';
import { Faults } from '../../faults/Faults.js';
import { FaultyProxy } from '../../faults/FaultyProxy.js';
import { longPoll } from '../../faults/Link.js';
import { leftovers, resources } from '../../faults/leftovers.js';
import { openSwf } from '../../harness/openSwf.js';
import type { Order } from './order.js';
import { Shop } from './Shop.js';

const full = process.env['RX_SWF_EXECUTIONS'];
const executions = Number(full ?? 30);
/** How many activities one of them has under way at a time. */
const fanOut = full === undefined ? 50 : 500;

/** Every kind in turn; one is large. */
const orders = Array.from(
  { length: executions },
  (_, n): Order => ({
    id: `order-${n}`,
    parcels: n === 0 ? fanOut : n % 5,
    approvals: n % 3,
    rest: n % 2,
    isUnpaid: n % 4 === 1,
  }),
);

/** A file, until the end of the test. */
function newFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rx-swf-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'effects');
  writeFileSync(file, '');
  return file;
}

it(
  `${executions} orders end as they should although deciders and workers are killed again and again`,
  async () => {
    const begun = performance.now();
    const before = resources();
    const swf = openSwf({ longPoll });
    const shop = await Shop.open(swf.client(), orders);
    const effects = newFile();
    // No faults: it is there to tell what the service has done.
    const proxy = new FaultyProxy((await swf.listen()).url, new Faults({}, 0));
    const broke = orders.filter(({ isUnpaid }) => isUnpaid).map(({ id }) => id);
    const program = await bundle(new URL('./actor.ts', import.meta.url));
    const kinds = ['decider', 'decider', 'worker', 'worker'] as const;
    const crew = new Crew(program, kinds, await proxy.listen(), effects, ...broke);
    onTestFinished(() => crew.close());

    // Once so much has been done; right after a poll is as good a moment then as right after an answer.
    let left = randomInt(10, 80);
    const killing = proxy.acted$
      .pipe(
        tap(operation => {
          if (operation.startsWith('Respond')) left -= 1;
        }),
        filter(() => left <= 0 && randomInt(3) === 0),
        exhaustMap(() => {
          left = randomInt(10, 80);
          return crew.replace(randomInt(4));
        }),
      )
      .subscribe();
    killing.add(shop.approve(proxy.acted$).subscribe());
    await shop.closed(proxy.acted$);
    killing.unsubscribe();
    await crew.close();

    const redone = await shop.check(new Set(readFileSync(effects, 'utf8').split('\n')));
    if (full !== undefined) {
      const seconds = Math.round((performance.now() - begun) / 1_000);
      console.log(`${executions} executions, ${crew.kills} kills, ${seconds} s`, JSON.stringify(redone));
    }
    await proxy.close();
    await swf.close();
    expect(await leftovers(before)).toEqual({});
  },
  full === undefined ? 120_000 : 900_000,
);
