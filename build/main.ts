// Makes the JavaScript of `dist`; the TypeScript compiler makes the declarations beside it.

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.js';
import { pruneDeclarations } from './package/pruneDeclarations.js';

const root = fileURLToPath(new URL('..', import.meta.url));

await bundle(join(root, 'dist'));
pruneDeclarations(root);
