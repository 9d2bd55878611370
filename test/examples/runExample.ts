import { ChildProgram } from '../harness/ChildProgram.js';

/** Runs an example as from a terminal. */
export const runExample = async (...args: string[]) =>
  (await ChildProgram.ofSource('examples/main.ts', ...args)).ended;
