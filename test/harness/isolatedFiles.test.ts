import { describe, expect, it } from 'vitest';
import { isolatedFiles, isolatedFilesOf } from './isolatedFiles.js';

const isIsolated = (...texts: readonly string[]) => {
  const sources = texts.map((text, index): [string, string] => [
    index === 0 ? 'test/models/a.test.ts' : `test/harness/${index}.ts`,
    text,
  ]);
  return isolatedFilesOf(new Map(sources)).length > 0;
};

describe('A test file', () => {
  it.each([
    "settings.set({ region: 'eu-west-1' });",
    'vi.useFakeTimers();',
    "vi.stubEnv('TZ', 'UTC');",
    "process.emit('SIGTERM');",
    "process.env['TZ'] = 'UTC';",
    'Reflect.set(globalThis, name, 1);',
    'config.onUnhandledError = listener;',
    'const before = process.memoryUsage().heapUsed;',
  ])('has a process of its own if it contains %s', text => {
    expect(isIsolated(text)).toBe(true);
  });

  it.each([
    'const listener = vi.fn();',
    'await vi.waitFor(() => expect(listener).toHaveBeenCalled());',
    "const seed = process.env['RX_SWF_SEED'] ?? '';",
    'const { region } = await settings.values();',
    'process.kill(program.pid);',
    "program.process.once('exit', listener);",
  ])('shares a process with others if it contains %s', text => {
    expect(isIsolated(text)).toBe(false);
  });

  it('has a process of its own if a file does that it imports, whatever is between them', () => {
    const deep = "import { one } from '../harness/1.js';";
    expect(isIsolated(deep, "export * from './2.js';", 'vi.useFakeTimers();')).toBe(true);
    expect(isIsolated(deep, "export * from './2.js';", 'export const two = 2;')).toBe(false);
  });
});

describe('isolatedFiles()', () => {
  it('finds the files that fake timers and set variables, and leaves most files alone', () => {
    const files = isolatedFiles();
    expect(files).toContain('test/testing/fakeTimers.test.ts');
    expect(files).toContain('test/settings/settings.test.ts');
    expect(files).not.toContain('test/models/Domain.test.ts');
  });
});
