import { parseArgs } from 'node:util';
import { benchDurability, benchOpening } from './durability.js';
import { benchListing } from './listing.js';
import { benchTasks } from './tasks.js';

const { values, positionals } = parseArgs({
  options: { quick: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const wanted = (name: string) => positionals.length === 0 || positionals.includes(name);
const [types, tasks, rounds] = values.quick ? [10_000, 500, 5] : [100_000, 2_000, 11];

console.log(`Node ${process.version}, ${process.platform} ${process.arch}`);
for (const transport of ['in process', 'over HTTP'] as const) {
  if (wanted('listing')) await benchListing(transport, types, rounds);
  if (wanted('tasks')) await benchTasks(transport, tasks, [1, 10, 50], rounds);
}
if (wanted('durability')) {
  await benchDurability(tasks, [1, 10, 50], rounds);
  await benchOpening([types / 10, types], 3);
}
