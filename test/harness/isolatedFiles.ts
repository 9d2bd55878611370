import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Code that changes, or measures, what all code of a process shares: variables, globals, listeners, timers and their
 * fakes, `settings`, RxJS's `config`, memory.
 */
const processWide = [
  /\bsettings\.(?:set|clear)\b/,
  /\bvi\.(?:stub|unstub|spyOn|use|set|mock|doMock|hoisted|reset|advance)/,
  /(?<![.\w])process\.(?:on|once|off|emit|listenerCount|eventNames|exit|chdir|setuid)\b/,
  /(?<![.\w])process\.(?:memoryUsage|cpuUsage|getActiveResourcesInfo)\b/,
  /\bprocess\.env(?:\.\w+|\[[^\]]+\]) = /,
  /\bglobalThis\b/,
  /\bconfig\.on[A-Z]/,
];

const imports = /\b(?:from |import\(|import )'(\.[^']+)\.js'/g;

/**
 * Returns the test files that need a process of their own, because they or what they import of `test` work on what a
 * process shares. All other files run in one process after each other, so that it imports the library once.
 *
 * @param sources - map from the path of each file of `test` to its text
 */
export function isolatedFilesOf(sources: ReadonlyMap<string, string>): string[] {
  const isProcessWide = (file: string) => {
    const files = new Set([file]);
    // A set that grows while it is iterated over is iterated over to its last member.
    for (const path of files) {
      const text = sources.get(path) ?? '';
      if (processWide.some(pattern => pattern.test(text))) return true;
      for (const [, imported] of text.matchAll(imports))
        files.add(posix.join(posix.dirname(path), `${imported}.ts`));
    }
    return false;
  };
  return [...sources.keys()].filter(file => file.endsWith('.test.ts') && isProcessWide(file));
}

/** Returns the files of `test` that need a process of their own, relative to the project. */
export function isolatedFiles(): string[] {
  const folder = fileURLToPath(new URL('..', import.meta.url));
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(path => path.replaceAll('\\', '/'))
    .filter(path => path.endsWith('.ts'));
  return isolatedFilesOf(
    new Map(paths.map(path => [`test/${path}`, readFileSync(`${folder}${path}`, 'utf8')])),
  );
}
