import { createRequire } from 'node:module';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import type * as host from '../../src/settings/host/node.js';

/** Loads the module into a context of its own, as some test runners do. */
async function loadApart(): Promise<typeof host> {
  const { outputFiles } = await build({
    entryPoints: ['src/settings/host/node.ts'],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    write: false,
  });
  const module: { exports: unknown } = { exports: {} };
  const context = createContext({ module, require: createRequire(import.meta.url), process });
  runInContext(outputFiles[0]?.text ?? '', context);
  return module.exports as typeof host;
}

describe('interruptible', () => {
  it('returns values, throws errors and interrupts, even in a context of its own', async () => {
    const { interruptible } = await loadApart();
    expect(interruptible(() => 1, 1_000)).toEqual({ value: 1 });
    const fail = () => {
      throw new RangeError('too large');
    };
    expect(() => interruptible(fail, 1_000)).toThrow('too large');
    const endless = () => {
      for (;;);
    };
    expect(interruptible(endless, 20)).toBeUndefined();
    expect(interruptible(() => 2, 1_000)).toEqual({ value: 2 });
  });
});
