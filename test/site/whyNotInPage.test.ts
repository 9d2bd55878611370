import { expect, it } from 'vitest';
import { whyNotInPage } from '../../site/.vitepress/markdown/whyNotInPage.js';

it.each([
  ["import { readFileSync } from 'node:fs';", 'This example imports node:fs, so it runs in Node.js only.'],
  [
    "import { inThread } from 'rx-swf/threads';",
    'This example imports rx-swf/threads, so it runs in Node.js only.',
  ],
  ['const { url } = await swf.listen();', 'This example opens a port, so it runs in Node.js only.'],
  ["import { LocalSwf } from 'rx-swf/local';\nnew LocalSwf();", undefined],
])('the site says why it does not run a block in the page: %s', (code, why) => {
  expect(whyNotInPage(code)).toBe(why);
});
