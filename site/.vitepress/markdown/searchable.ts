import { apiFolder } from '../pages/paths.js';
import { type PageEnv, sourceOf } from './links.js';

/** Renderer of Markdown. */
interface Renderer {
  render(text: string, env: object): string;
}

/**
 * Renders what the search finds of a page: all of it, but of the 600 pages of the API reference only the name and the
 * first paragraph, which would otherwise be most of the index.
 */
export function searchable(text: string, env: PageEnv, md: Renderer): string {
  const [, start = text] = /^(# .+\n+(?:[^\n]+\n?)+)/.exec(text) ?? [];
  return md.render(sourceOf(env).startsWith(apiFolder) ? start : text, env);
}
