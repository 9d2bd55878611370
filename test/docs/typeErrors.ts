import ts from 'typescript';
import { type Block, moduleOf, placeOf, root } from './blocks.js';

/** What the compiler says of each block, under the project's own options, by the place of the block. */
export function typeErrors(blocks: readonly Block[]): ReadonlyMap<string, readonly string[]> {
  const modules = new Map(blocks.map(block => [`${root}test/docs/${fileNameOf(block)}`, block]));
  const options = readOptions();
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  const textOf = (path: string) => {
    const block = modules.get(path);
    return block && moduleOf(block);
  };
  host.fileExists = path => modules.has(path) || fileExists(path);
  host.readFile = path => textOf(path) ?? readFile(path);
  const program = ts.createProgram([...modules.keys()], options, host);
  return new Map(
    [...modules].map(([path, block]) => {
      const source = program.getSourceFile(path);
      const diagnostics = ts.getPreEmitDiagnostics(program, source).filter(isFault(block));
      return [placeOf(block), diagnostics.map(diagnostic => messageOf(block, diagnostic))];
    }),
  );
}

/** The page's path, with the line: a name for a module that is nowhere but in the compiler's memory. */
export const fileNameOf = ({ page, line }: Block): string => `${page.replaceAll('/', '-')}-${line}.ts`;

/** "... is declared but its value is never read." */
const unused = 6133;

/** An example in a comment may end with a name that the reader goes on with. */
const isFault =
  ({ page }: Block) =>
  ({ code }: ts.Diagnostic) =>
    code !== unused || !page.startsWith('src/');

function readOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile);
  return ts.parseJsonConfigFileContent(config, ts.sys, root).options;
}

function messageOf({ page }: Block, { file, start = 0, messageText }: ts.Diagnostic): string {
  const message = ts.flattenDiagnosticMessageText(messageText, '\n');
  if (file === undefined) return message;
  const { line, character } = file.getLineAndCharacterOfPosition(start);
  return `${page}:${line + 1}:${character + 1}: ${message}`;
}
