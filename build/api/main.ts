// Writes `api`, the reports of what the built package exports; with --check, compares them instead.

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { entriesOf } from '../package/entriesOf.js';
import { apiReports } from './apiReports.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, 'api');
const reports = apiReports(entriesOf(root));
const present = existsSync(folder) ? readdirSync(folder) : [];
const gone = present.filter(name => !reports.has(name));

if (process.argv.includes('--check')) {
  const isCurrent = (name: string, text: string) =>
    present.includes(name) && readFileSync(join(folder, name), 'utf8') === text;
  const changed = [...reports].filter(([name, text]) => !isCurrent(name, text)).map(([name]) => name);
  for (const name of [...changed, ...gone]) console.error(`api/${name} is out of date.`);
  if (changed.length + gone.length > 0) {
    console.error('The public API has changed. Run "npm run api", review the difference, and commit it.');
    process.exitCode = 1;
  }
} else {
  mkdirSync(folder, { recursive: true });
  for (const name of gone) rmSync(join(folder, name));
  for (const [name, text] of reports) writeFileSync(join(folder, name), text);
}
