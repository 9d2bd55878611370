import { nodeEntries } from '../pages/nodeEntries.js';

/** Returns why a block can't run in a page, as a sentence, or `undefined` if it can. */
export function whyNotInPage(code: string): string | undefined {
  const imports = Array.from(code.matchAll(/\bfrom '([^']+)'/g), ([, name = '']) => name);
  const node = imports.find(name => name.startsWith('node:') || nodeEntries.has(name));
  if (node !== undefined) return `This example imports ${node}, so it runs in Node.js only.`;
  if (/\.listen\(/.test(code)) return 'This example opens a port, so it runs in Node.js only.';
  return undefined;
}
