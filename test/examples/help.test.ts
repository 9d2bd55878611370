import { expect, it } from 'vitest';
import { runExample } from './runExample.js';

it.each([
  [[], 0, 'Examples: order-saga, approval, schedule, map-reduce, console'],
  [['nonsense'], 2, 'Unknown example "nonsense"'],
  [['approval', '--help'], 0, 'Usage: npm run example -- approval'],
])('npm run example answers %j with exit code %i', async (args, expected, message) => {
  const { code, output } = await runExample(...args);
  expect(output).toContain(message);
  expect(code).toBe(expected);
});
