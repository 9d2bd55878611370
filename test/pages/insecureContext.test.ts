import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { pageSources } from '../../build/pageSources.js';
import { uuid } from '../../src/requests/index.js';

const version4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const workflowId = /^T-1-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** What a page over http has of crypto. */
const insecure = { getRandomValues: crypto.getRandomValues.bind(crypto) };

/** The library as a page loads it, in a page that is no secure context. */
async function load(source: string) {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: process.cwd(), loader: 'ts' },
    alias: pageSources,
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'iife',
    globalName: 'loaded',
    logLevel: 'silent',
  });
  const { URL, URLSearchParams, TextEncoder, TextDecoder, AbortController, AbortSignal } = globalThis;
  const { setTimeout, clearTimeout, setInterval, clearInterval, queueMicrotask, performance } = globalThis;
  const page = createContext({
    ...{ URL, URLSearchParams, TextEncoder, TextDecoder, AbortController, AbortSignal, console },
    ...{ setTimeout, clearTimeout, setInterval, clearInterval, queueMicrotask, performance },
    crypto: insecure,
    navigator: { userAgent: 'test' },
    isSecureContext: false,
  });
  runInContext(outputFiles[0]?.text ?? '', page);
  return (expression: string): unknown => runInContext(expression, page);
}

describe('a page that is no secure context', () => {
  it.each([
    './src/index.ts',
    './src/workflows/index.ts',
    './src/opentelemetry/index.ts',
    './src/timeline/index.ts',
    './src/local/index.ts',
    './src/testing/index.ts',
  ])('loads %s', async entry => {
    const inPage = await load(`export * from '${entry}'`);
    expect(inPage('Object.keys(loaded).length')).toBeGreaterThan(0);
  });

  it('gives workflow ids and identities of its own', async () => {
    const inPage = await load(
      `export * from './src/index.ts'; export { identity } from './src/settings/host/browser.ts'`,
    );
    const identity = inPage('loaded.identity()');
    expect(String(identity).replace('browser:', '')).toMatch(version4);
    expect(inPage('loaded.identity()')).toBe(identity);
    // A client that gets no answer: what was to be sent is enough.
    const sent = await inPage(`new Promise(resolve => {
      const client = { config: {}, send: command => { resolve(command.input); return new Promise(() => {}); } };
      const domain = new loaded.Domain({ name: 'media', client });
      new loaded.WorkflowType({ domain, name: 'T', version: '1' }).startExecution().subscribe();
    })`);
    expect(sent).toMatchObject({ workflowId: expect.stringMatching(workflowId) });
  });

  it('says what is lacking where a payload is to be stored by its content', async () => {
    const inPage = await load(`export { contentKey } from './src/index.ts'`);
    await expect(inPage('loaded.contentKey("x")')).rejects.toThrow('contentKey() needs crypto.subtle');
  });
});

describe('a UUID', () => {
  it('is of version 4, with and without crypto.randomUUID', () => {
    expect(uuid()).toMatch(version4);
    const own = Object.getOwnPropertyDescriptor(globalThis, 'crypto');
    Object.defineProperty(globalThis, 'crypto', { value: insecure, configurable: true });
    try {
      const several = Array.from({ length: 100 }, uuid);
      for (const one of several) expect(one).toMatch(version4);
      expect(new Set(several).size).toBe(100);
    } finally {
      if (own !== undefined) Object.defineProperty(globalThis, 'crypto', own);
    }
  });
});
