// Makes what the site doesn't keep in git: the API reference, and the bundles that blocks import.

import { writeApiReference } from './apiReference.js';
import { bundleRuntime } from './runtime.js';

const tasks: Readonly<Record<string, () => Promise<void>>> = {
  api: writeApiReference,
  runtime: bundleRuntime,
};
const [only] = process.argv.slice(2);

for (const [name, task] of Object.entries(tasks)) if (only === undefined || only === name) await task();
