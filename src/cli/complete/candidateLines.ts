import { oneLine } from '../frame/oneLine.js';
import type { Candidate } from './Completion.js';

/** The line that makes a script of `rx-swf completion` complete the names of files. */
export const filesLine = ':files\n';

/** Returns the lines that a script of `rx-swf completion` reads: a word, a tab, and its description. */
export const candidateLines = (candidates: readonly Candidate[]): string =>
  candidates.map(({ word, description }) => `${oneLine(word)}\t${oneLine(description)}\n`).join('');
