import { createHash } from 'node:crypto';

/** The script elements of a page that have their code in them, which is the first group. */
const inlineScripts = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;

const hashOf = (code: string) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`;

/**
 * Adds the policy of a page: it loads files of this site only, and runs no code that VitePress has not put there, not
 * even an event handler in what a block makes the page draw. Workers made from a blob inherit the policy, so an edited
 * block can't call anything else either.
 */
export function withPolicy(html: string): string {
  const hashes = Array.from(html.matchAll(inlineScripts), ([, code = '']) => hashOf(code));
  const policy = [
    "default-src 'self'",
    `script-src 'self' blob: ${hashes.join(' ')}`.trimEnd(),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "worker-src 'self' blob:",
    // These two don't default to `default-src`.
    "base-uri 'self'",
    "form-action 'self'",
  ].join('; ');
  // It binds only what stands behind it.
  return html.replace(
    '<meta charset="utf-8">',
    whole => `${whole}\n    <meta http-equiv="Content-Security-Policy" content="${policy}">`,
  );
}
