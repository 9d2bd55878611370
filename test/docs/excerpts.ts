import { readFileSync } from 'node:fs';
import { type Block, root } from './blocks.js';

/**
 * Returns the file of which a block is an excerpt, as `tsx examples/web/react/src/App.tsx` or
 * `js test/runtimes/jest.jsdom.config.mjs` marks it.
 */
export const fileOfExcerpt = ({ info }: Block): string | undefined =>
  /^(?:tsx (?=examples\/)|js (?=test\/runtimes\/))(\S+)$/.exec(info)?.[1];

/** Returns whether a file contains a block as it is. */
export const isExcerpt = (block: Block, file: string): boolean =>
  readFileSync(`${root}${file}`, 'utf8').includes(`${block.code}\n`);
