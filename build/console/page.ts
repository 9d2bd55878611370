// `#console-page` of programs that run the sources: the page is bundled when it is imported.

import { bundlePage } from './bundlePage.js';

export const pageFiles = await bundlePage();
