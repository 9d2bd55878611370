import type { PageFiles } from './PageFiles.js';

/** The page of the console, which `build/console` bundles. */
export declare const pageFiles: PageFiles;
