import { stripVTControlCharacters } from 'node:util';

/** Control characters, separators of lines, and characters that change the direction of a text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach a terminal.
const controls = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]+/g;

/**
 * Makes a text of the service safe for a line of a terminal: line breaks become spaces, and control characters
 * and reversals of direction, with which a payload could forge output, are removed.
 */
export const oneLine = (text: string): string => withoutControls(text.replace(/[\s\u0085]+/g, ' ')).trim();

/** Makes a text of several lines safe for a terminal. */
export const safeLines = (text: string): string => text.split('\n').map(withoutControls).join('\n');

const withoutControls = (text: string): string => stripVTControlCharacters(text).replace(controls, '');
