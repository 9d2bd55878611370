import { ChildProgram } from '../harness/ChildProgram.js';

/** Runs an example as from a terminal. */
export const runExample = (...args: string[]) => ChildProgram.ofSource('examples/main.ts', ...args).ended;
