import fc from 'fast-check';
import { take, takeUntil, timer } from 'rxjs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Case, timed } from './Case.js';
import { CaseRunner, modes } from './CaseRunner.js';
import { build, type Pipeline } from './Pipeline.js';
import { anyPipeline } from './randomPipeline.js';
import { virtually } from './virtually.js';

/** Set `RX_SWF_RUNS` and `RX_SWF_SEED` for more pipelines, or for others. */
const numRuns = Number(process.env['RX_SWF_RUNS'] ?? 50);
const seed = Number(process.env['RX_SWF_SEED'] ?? 6);

/** Some pipelines would run for hours; their first half minute is enough. */
const caseOf = (pipeline: string): Case =>
  timed(context =>
    build(context, JSON.parse(pipeline) as Pipeline).pipe(
      take(20),
      takeUntil(timer(30_000, context.scheduler)),
    ),
  );

let runner: CaseRunner;
beforeAll(async () => {
  runner = await CaseRunner.open(caseOf);
});
afterAll(() => runner.close());

it('any pipeline emits the same on virtual time, in a workflow that is kept, and in one that is replayed', async () => {
  await fc.assert(
    fc.asyncProperty(anyPipeline, fc.constantFrom('passed', 'host'), async (pipeline, form) => {
      const id = JSON.stringify(pipeline);
      const lines = virtually(caseOf(id));
      const results = await runner.start(modes.map(mode => ({ id, form, mode })));
      const [sticky, replayed] = await Promise.all(results.values());
      expect({ sticky: sticky?.lines, replayed: replayed?.lines }).toEqual({
        sticky: lines,
        replayed: lines,
      });
      expect([sticky?.calls, replayed?.calls]).toEqual([1, replayed?.decisions]);
    }),
    { numRuns, seed },
  );
}, 600_000);
