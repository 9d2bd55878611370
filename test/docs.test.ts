import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DecisionType } from '@aws-sdk/client-swf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operations } from '../src/local/operations/index.js';
import { BlockRunner } from './docs/BlockRunner.js';
import { outputOf, placeOf, readExamples, readOtherPages, readPages, root } from './docs/blocks.js';
import { commandsOf, timeOfConsole, withoutChance } from './docs/console.js';
import { fileOfExcerpt, isExcerpt } from './docs/excerpts.js';
import { anchorsOf, linksOf } from './docs/links.js';
import { NightOnCall } from './docs/NightOnCall.js';
import { typeErrors } from './docs/typeErrors.js';

const pages = readPages();
const blocks = pages.flatMap(page => page.blocks);
const typescript = [...blocks, ...readExamples()].filter(({ info }) => /^ts\b/.test(info));

describe('a page', () => {
  it('marks its blocks only in known ways, so that none is left unchecked by mistake', () => {
    const known = [
      'ts',
      'ts run',
      'sh',
      'ini',
      'json',
      'yaml',
      'text',
      'python',
      'java',
      'ruby',
      'typescript',
    ];
    expect(
      blocks
        .filter(
          block =>
            !known.includes(block.info) &&
            timeOfConsole(block) === undefined &&
            fileOfExcerpt(block) === undefined,
        )
        .map(placeOf),
    ).toEqual([]);
  });

  it('has excerpts of example apps as they are', () => {
    const changed = blocks.filter(block => {
      const file = fileOfExcerpt(block);
      return file !== undefined && !isExcerpt(block, file);
    });
    expect(changed.map(placeOf)).toEqual([]);
  });

  it.each([...pages, ...readOtherPages()])('$path has no marks of an unresolved merge', ({ text }) => {
    expect(text.match(/^(<{7}|={7}|>{7})( .*)?$/gm)).toBeNull();
  });

  it.each([...pages, ...readOtherPages()])('$path has no broken links', ({ path, text }) => {
    const broken = linksOf(text).filter(({ target, anchor }) => {
      const file = target === '' ? path : join(dirname(path), target);
      if (!existsSync(join(root, file))) return true;
      if (anchor === undefined) return false;
      return !anchorsOf(readFileSync(join(root, file), 'utf8')).has(anchor);
    });
    expect(broken).toEqual([]);
  });
});

it('the table of operations has every operation and every decision', () => {
  const { text = '' } = pages.find(({ path }) => path.endsWith('embedded-swf-operations.md')) ?? {};
  const rows = [...text.matchAll(/^\| (`[^|]*`) \|/gm)].flatMap(([, names = '']) => names.split(', '));
  const names = rows.map(name => name.replaceAll('`', ''));
  expect(names.sort()).toEqual([...Object.keys(operations), ...Object.values(DecisionType)].sort());
});

describe('every TypeScript block compiles under the project’s own options', () => {
  let errors: ReadonlyMap<string, readonly string[]>;

  beforeAll(() => {
    errors = typeErrors(typescript);
  }, 60_000);

  it.each(typescript.map(placeOf))('%s', place => {
    expect(errors.get(place)).toEqual([]);
  });
});

describe('a block that is marked as executable prints what the page says', () => {
  const runner = new BlockRunner();
  afterAll(() => runner.close());

  const runs = pages.flatMap(page =>
    page.blocks
      .filter(({ info }) => info === 'ts run')
      .map(block => ({ place: placeOf(block), block, output: outputOf(page, block) })),
  );

  it('exists in the README', () => {
    const tours = runs.filter(({ block }) => block.page === 'README.md');
    expect(tours).toHaveLength(1);
    expect(tours[0]?.output).toContain('COMPLETED');
  });

  it.each(runs)('$place', async ({ block, output }) => {
    expect(await runner.run(block)).toBe(output);
  });
});

describe('the commands of a night on call print what the page says', () => {
  const consoles = blocks.flatMap(block => {
    const time = timeOfConsole(block);
    return time === undefined ? [] : [{ block, time }];
  });
  const commands = consoles.flatMap(({ block, time }) =>
    commandsOf(block).map(shown => ({ ...shown, time, place: placeOf(block) })),
  );

  // One story: each command finds what those before it have changed.
  it('docs/operating.md', { timeout: 240_000 }, async () => {
    expect(commands.length).toBeGreaterThan(10);
    const night = await NightOnCall.open();
    for (const { place, time, line, output } of commands) {
      await night.playUntil(time);
      const [interrupted] = /\^C$/.exec(output) ?? [];
      const lines = output.split('\n').length;
      const printed =
        interrupted === undefined ? await night.run(line) : await night.interrupt(line, lines - 1);
      expect(withoutChance(printed), `${place}: ${line}`).toBe(withoutChance(output));
    }
  });
});
