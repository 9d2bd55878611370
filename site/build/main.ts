// Makes what the site doesn't keep in git: the API reference and the bundles that blocks import.
import { writeApiReference } from './apiReference.js';

await writeApiReference();
