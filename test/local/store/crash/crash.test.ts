import { randomInt } from 'node:crypto';
import { expect, it } from 'vitest';
import { ChildProgram } from '../../../harness/ChildProgram.js';
import { temporaryFolder } from '../../../harness/temporaryFolder.js';
import { Load } from './Load.js';

const crashes = Number(process.env['RX_SWF_CRASHES'] ?? 8);

const program = new URL('./serve.ts', import.meta.url);

/** Whatever was acknowledged is there, whatever was shown has not changed, and nothing is missing in between. */
async function check(load: Load): Promise<void> {
  for (const known of load.known.values()) {
    const history = await load.history(known);
    expect(history.map(({ eventId }) => eventId)).toEqual(history.map((_, index) => index + 1));
    expect(history.slice(0, known.seen.length)).toEqual(known.seen);
    for (const { eventType, matches } of known.traces) {
      const found = history.find(event => event.eventType === eventType && matches(event));
      expect(found, `${eventType} of ${known.execution.workflowId}`).toBeDefined();
    }
    known.seen = history;
    known.isComplete = history.at(-1)?.eventType === 'WorkflowExecutionCompleted';
  }
}

it(`a service that is killed ${crashes} times under load loses nothing, and its workflows finish`, async () => {
  const data = temporaryFolder();
  const load = new Load();
  const begin = async () => {
    const server = await ChildProgram.ofSource(program, data);
    expect(await server.line()).toBe('opening');
    return server;
  };
  const serve = async () => {
    const server = await begin();
    load.connect(await server.line());
    return server;
  };
  const first = await serve();
  await load.register();
  await first.kill();

  for (let crash = 1; crash < crashes; crash += 1) {
    // Now and then it does not live to be asked.
    if (randomInt(10) === 0) {
      const server = await begin();
      await server.kill();
      continue;
    }
    const server = await serve();
    await check(load);
    await load.run(randomInt(1, 100), () => server.kill());
  }

  const last = await serve();
  await check(load);
  await load.finish();
  await check(load);
  await last.kill();
  const known = [...load.known.values()];
  expect(known.filter(({ isComplete }) => !isComplete)).toEqual([]);
  if (process.env['RX_SWF_CRASHES'] !== undefined) {
    console.log(`${crashes} crashes, ${load.acknowledged} calls acknowledged, ${known.length} executions`);
  }
}, 600_000);
