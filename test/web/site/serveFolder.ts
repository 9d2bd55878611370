import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** A folder that is served over HTTP. */
export interface ServedFolder {
  /** Address of the folder, which ends with the path that was asked for. */
  readonly url: string;
  close(): void;
}

/** Serves a folder as a static host does, below a path such as `/rx-swf/`. Nothing is rewritten. */
export async function serveFolder(folder: string, base: string): Promise<ServedFolder> {
  const server = createServer(async ({ url = '/' }, response) => {
    const { pathname } = new URL(url, 'http://host');
    const path = normalize(decodeURI(pathname.slice(base.length))).replace(/(^|\/)$/, '$1index.html');
    try {
      if (!pathname.startsWith(base) || path.startsWith('..')) throw new Error('outside of the folder');
      const body = await readFile(join(folder, path));
      response.setHeader('Content-Type', types[extname(path)] ?? 'text/plain; charset=utf-8').end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}${base}`, close: () => void server.close() };
}
