// Checks the files that npm would publish. The package must be built.

import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { problemsOf } from './problemsOf.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const listing = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
  cwd: root,
  encoding: 'utf8',
});
// An array in npm 11, which versions to come may replace by an object.
const packed: readonly { readonly files: readonly { readonly path: string }[] }[] = Object.values(
  JSON.parse(listing),
);
const paths = packed.flatMap(({ files }) => files.map(({ path }) => path));
const problems = problemsOf(root, paths);
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
else console.log(`The package has ${paths.length} files, and all references between them lead to one.`);
