import { parseArgs } from 'node:util';
import { archiveParts } from './archive/index.js';
import { benchCommands } from './commands.js';
import { benchConsole } from './console/index.js';
import { benchDecider } from './decider.js';
import { benchDurability, benchOpening } from './durability.js';
import { benchGateway } from './gateway/index.js';
import { benchImports } from './imports.js';
import { benchListing } from './listing.js';
import { benchLive } from './live/index.js';
import { serviceParts } from './service/index.js';
import { benchSigterm } from './sigterm/index.js';
import { benchSteady } from './steady.js';
import { benchTasks } from './tasks.js';
import { workflowParts } from './workflows/index.js';

const { values, positionals } = parseArgs({
  options: { quick: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const wanted = (...names: string[]) =>
  positionals.length === 0 || names.some(name => positionals.includes(name));
const [types, tasks, rounds] = values.quick ? [10_000, 500, 5] : [100_000, 2_000, 11];

console.log(`Node ${process.version}, ${process.platform} ${process.arch}`);
if (wanted('listing')) await benchListing(types, rounds);
if (wanted('tasks')) await benchTasks(tasks, [1, 10, 100], rounds);
if (wanted('decider')) await benchDecider([100, 1_000, 10_000], rounds);
if (wanted('imports')) await benchImports(3 * rounds);
if (wanted('commands')) await benchCommands(3 * rounds);
if (wanted('sigterm')) await benchSigterm(rounds);
if (wanted('steady')) await benchSteady(10_000);
if (wanted('live')) await benchLive(values.quick);
if (wanted('gateway')) await benchGateway(values.quick);
if (wanted('console')) await benchConsole(values.quick);
if (wanted('durability')) {
  await benchDurability(tasks, [1, 10, 50], rounds);
  await benchOpening([types / 5, types * 2], 3);
}
for (const [name, bench] of Object.entries(serviceParts)) {
  if (wanted('service', name)) await bench(values.quick);
}
for (const [name, bench] of Object.entries(workflowParts)) {
  if (wanted('workflows', name)) await bench(values.quick);
}
for (const [name, bench] of Object.entries(archiveParts)) {
  if (wanted('archive', name)) await bench(values.quick);
}
