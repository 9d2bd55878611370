import { readdir, readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Headers of the page: it loads nothing from elsewhere, and no other page may frame it. */
const headers = {
  'content-security-policy': "default-src 'self'; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
};

/** Reads a built page once. Resolves to a function that returns the response for a path. */
export async function pageFiles(folder: string): Promise<(path: string) => Response> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = new Map<string, { readonly body: Buffer<ArrayBuffer>; readonly type: string }>();
  for (const entry of entries.filter(entry => entry.isFile())) {
    const path = join(entry.parentPath, entry.name);
    const type = types[extname(path)] ?? 'application/octet-stream';
    files.set(path.slice(folder.length).split(sep).join('/'), { body: await readFile(path), type });
  }
  return path => {
    const file = files.get(path === '/' ? '/index.html' : path);
    if (file === undefined) return new Response('Not found', { status: 404 });
    return new Response(file.body, { headers: { ...headers, 'content-type': file.type } });
  };
}
