import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { apiReports } from '../../build/api/apiReports.js';
import { entriesOf } from '../../build/package/entriesOf.js';
import { temporaryFolder } from '../harness/temporaryFolder.js';

const exports = {
  '.': { types: './dist/index.d.ts', default: './dist/index.js' },
  './tools': { types: './dist/tools.d.ts', default: './dist/tools.js' },
  './package.json': './package.json',
};

/** Returns the code of the reports on a package with these declarations, by file. */
function reportsOn(files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const folder = temporaryFolder();
  const all = {
    'package.json': JSON.stringify({ name: 'kit', type: 'module', exports }),
    'dist/index.d.ts': 'export {};',
    'dist/tools.d.ts': 'export {};',
    ...files,
  };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const codeOf = (report: string) => /```ts\n([\s\S]*)\n```/.exec(report)?.[1] ?? '';
  return Object.fromEntries([...apiReports(entriesOf(folder))].map(([name, text]) => [name, codeOf(text)]));
}

describe('the report on the API', () => {
  it('has the signatures of an entry in the order of their names, without comments and private members', () => {
    const reports = reportsOn({
      'dist/index.d.ts': `
        /** A saw. */
        export declare class Saw<T extends string> {
          #private;
          private readonly blade;
          /** Cuts. */
          cut(what: T, /** In metres. */ length?: number): boolean;
          protected oil(): void;
        }
        export declare function glue(parts: readonly string[]): string;
        export declare function glue(part: string): string;
        export declare const glueKinds: readonly ["wood", "paper"];`,
    });
    expect(reports['index.api.md']).toBe(
      [
        'export declare class Saw<T extends string> {',
        '    cut(what: T, length?: number): boolean;',
        '    protected oil(): void;',
        '}',
        '',
        'export declare function glue(parts: readonly string[]): string;',
        'export declare function glue(part: string): string;',
        '',
        'export declare const glueKinds: readonly [\n    "wood",\n    "paper"\n];',
      ].join('\n'),
    );
  });

  it('has a report for each entry, and prints what several of them export for the first', () => {
    const saw = 'export interface Saw { readonly teeth: number; }';
    const reports = reportsOn({
      'dist/saw.d.ts': saw,
      'dist/index.d.ts': "export { Saw } from './saw.js';",
      'dist/tools.d.ts': "export { Saw as Cutter } from './saw.js'; export { Saw } from './saw.js';",
    });
    expect(reports['index.api.md']).toContain('readonly teeth: number');
    expect(reports['tools.api.md']).toBe("export { Cutter } from 'kit';\n\nexport { Saw } from 'kit';");
  });

  it('names the package of what another package declares', () => {
    const reports = reportsOn({
      'node_modules/wood/package.json': '{ "name": "wood", "types": "index.d.ts" }',
      'node_modules/wood/index.d.ts': 'export interface Oak { readonly rings: number; }',
      'dist/index.d.ts': "export type { Oak } from 'wood';",
    });
    expect(reports['index.api.md']).toBe("export { Oak } from 'wood';");
  });

  it('has types that are mentioned and not exported in a report of their own, except by private members', () => {
    const reports = reportsOn({
      'dist/parts.d.ts': `
        export interface Blade { readonly edge: Edge; }
        interface Edge { readonly angle: number; }
        export interface Motor { readonly power: number; }`,
      'dist/index.d.ts': `
        import type { Blade, Motor } from './parts.js';
        export declare class Saw { private readonly motor: Motor; readonly blade: Blade; }`,
    });
    const report = reports['not-exported.api.md'];
    expect(report).toContain('interface Edge {\n    readonly angle: number;');
    expect(report).toContain('export interface Blade');
    expect(report).not.toContain('Motor');
  });

  it('says which file is missing before the package is built', () => {
    expect(() => apiReports(new Map([['kit', '/nowhere/index.d.ts']]))).toThrow(
      '/nowhere/index.d.ts exports nothing. Build the package first.',
    );
  });
});
