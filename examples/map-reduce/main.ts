import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lastValueFrom } from 'rxjs';
import { runExample, watch } from '../runExample.js';
import { countActivities } from './activities.js';
import { countAll, countChunk } from './workflow.js';

const usage = `Usage: npm run example -- map-reduce

Counts words in the source of this project, with a child execution for every ten files, three at a time. The first
attempt to read one of the files fails, so that its child fails and is retried.`;

const folder = relative('.', fileURLToPath(new URL('../../src/workflows', import.meta.url)));
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.ts'))
  .map(name => join(folder, name))
  .sort();
const words = ['Observable', 'Subject', 'Promise', 'timer', 'replay'];
const definitions = { workflows: [countAll, countChunk], activities: countActivities(files.slice(0, 1)) };

await runExample(usage, definitions, async domain => {
  console.log(`\n${files.length} files`);
  const execution = await lastValueFrom(countAll.start(domain, { words, files }));
  await watch(execution);
  console.table(await lastValueFrom(execution.result({ interval: 20 })));
});
