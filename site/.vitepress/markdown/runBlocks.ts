import type { MarkdownRenderer } from 'vitepress';
import { whyNotInPage } from './whyNotInPage.js';

const encoded = (text: string) => encodeURIComponent(text).replaceAll("'", '%27');

/**
 * Renders each `ts run` block, together with the `text` block behind it, as a block that runs in the page. Without
 * JavaScript, it shows the code and what it prints.
 */
export function useRunBlocks(md: MarkdownRenderer): void {
  const { fence } = md.renderer.rules;
  if (fence === undefined) throw new Error('VitePress no longer renders fences by a rule of that name');
  md.renderer.rules.fence = (tokens, index, options, env, self) => {
    const token = tokens[index];
    if (token === undefined) return '';
    if (isRun(tokens[index - 1]) && token.info === 'text') return '';
    const next = tokens[index + 1];
    if (!isRun(token)) return fence(tokens, index, options, env, self);
    const shown = Object.assign(Object.create(Object.getPrototypeOf(token)), token, { info: 'ts' });
    const html = fence([shown], 0, options, env, self);
    const output = next?.type === 'fence' && next.info === 'text' ? next.content : '';
    const why = whyNotInPage(token.content) ?? '';
    return `<RunBlock source="${encoded(token.content)}" printed="${encoded(output)}" why-not="${why}">${html}</RunBlock>\n`;
  };
}

const isRun = (token: { readonly type: string; readonly info: string } | undefined) =>
  token?.type === 'fence' && token.info.trim() === 'ts run';
