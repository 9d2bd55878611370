// Compares the sizes of the built package with its budgets.

import { fileURLToPath } from 'node:url';
import { budgets, spentOn } from './budgets.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;

for (const budget of budgets) {
  const { name, limit } = budget;
  const size = await spentOn(budget, root);
  console.log(`${kilobytes(size).padStart(8)} of ${kilobytes(limit)}  ${name}`);
  if (size <= limit) continue;
  console.error(`${name}: ${size} bytes are more than the ${limit} of its budget in build/sizes/budgets.ts.`);
  process.exitCode = 1;
}
