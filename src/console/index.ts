/**
 * The console: executions of a domain in a browser.
 *
 * @packageDocumentation
 */

export type { ConsoleOptions } from './ConsoleOptions.js';
export type { PageFile, PageFiles } from './PageFiles.js';
export { webConsole } from './webConsole.js';
