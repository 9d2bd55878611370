import fc from 'fast-check';
import { combinations, joins, type Pipeline, plain, type Source, type Step, waits } from './Pipeline.js';

const names = <K extends string>(of: Readonly<Record<K, unknown>>) =>
  fc.constantFrom(...(Object.keys(of) as K[]));
const seconds = fc.integer({ min: 1, max: 4 });
const count = fc.integer({ min: 1, max: 3 });
const beats = fc.integer({ min: 2, max: 6 });

/**
 * Any pipeline with times in whole seconds, as in SWF. Many of its timers are due at the same time, on purpose:
 * all three ways must then have the same order, too.
 */
const { pipeline } = fc.letrec<{ pipeline: Pipeline; source: Source; step: Step }>(tie => ({
  pipeline: fc.record({ from: tie('source'), through: fc.array(tie('step'), { maxLength: 3 }) }),
  source: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'pipeline' },
    {
      weight: 5,
      arbitrary: fc.record({ source: fc.constant('interval' as const), period: seconds, count: beats }),
    },
    { weight: 1, arbitrary: fc.record({ source: fc.constant('timer' as const), due: fc.nat(4) }) },
    { weight: 1, arbitrary: fc.record({ source: fc.constant('failure' as const), due: seconds }) },
    {
      weight: 3,
      arbitrary: fc.record({
        source: names(combinations),
        of: fc.array(tie('pipeline'), { minLength: 2, maxLength: 3, depthIdentifier: 'pipeline' }),
      }),
    },
  ),
  step: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'pipeline' },
    fc.record({ step: names(plain) }),
    fc.record({ step: names(waits), seconds }),
    fc.record({ step: fc.constantFrom('retry' as const, 'repeat' as const), count, seconds }),
    fc.record({ step: fc.constant('take' as const), count: beats }),
    fc.record({ step: names(joins), inner: tie('pipeline') }),
    fc.record({ step: fc.constant('mergeMap' as const), inner: tie('pipeline'), atATime: count }),
    fc.record({ step: fc.constant('timeout' as const), seconds, inner: tie('pipeline') }),
  ),
}));

export const anyPipeline = pipeline;
