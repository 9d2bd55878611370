import { inThread, type ThreadOptions } from 'rx-swf/threads';

/** Options of Node.js for threads that load TypeScript. */
export const execArgv = ['--import', new URL('typescript/register.js', import.meta.url).href];

/** Creates a handler of `handlers` that runs in a thread. */
export const threadOf = (name: string, options?: ThreadOptions) =>
  inThread<unknown, unknown>(new URL(`handlers/${name}.ts`, import.meta.url), { execArgv, ...options });
