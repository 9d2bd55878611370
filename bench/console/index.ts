import { ConsoleBench } from './ConsoleBench.js';
import { benchExecution } from './execution.js';

/** Prints what pages of the console cost a browser. Without a Chromium, a line says so. */
export async function benchConsole(isQuick: boolean): Promise<void> {
  const bench = await ConsoleBench.open();
  if (bench === undefined) {
    console.log('Console: skipped, because no Chromium is installed');
    return;
  }
  await benchExecution(bench, isQuick);
  await bench.close();
}
