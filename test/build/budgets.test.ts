import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { spentOn } from '../../build/sizes/budgets.js';
import { temporaryFolder } from '../harness/temporaryFolder.js';

it('the size that counts against a budget is what a program adds to another, without the packages left out', async () => {
  const folder = temporaryFolder();
  // Random text does not get smaller than three quarters.
  const text = (bytes: number) => `console.log('${randomBytes(bytes).toString('base64')}');`;
  const base = text(3000);
  const program = `import 'heavy'; ${base} ${text(1000)}`;
  const size = await spentOn({ name: 'added', program, over: base, without: ['heavy'], limit: 0 }, folder);
  expect(size).toBeGreaterThan(900);
  expect(size).toBeLessThan(1200);
});
