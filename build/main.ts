// Makes the JavaScript of `dist`; the TypeScript compiler makes the declarations beside it.

import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.js';

await bundle(fileURLToPath(new URL('../dist', import.meta.url)));
