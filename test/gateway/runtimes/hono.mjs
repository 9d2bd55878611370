import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { journey } from './journey.mjs';

await journey(`Hono on Node.js ${process.versions.node}`, async handler => {
  const app = new Hono();
  app.all('/v1', context => handler(context.req.raw));
  app.all('/v1/*', context => handler(context.req.raw));
  return new Promise(resolve => {
    const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
      resolve({
        url: `http://127.0.0.1:${port}`,
        close: () => {
          server.closeAllConnections();
          server.close();
        },
      }),
    );
  });
});
process.exit(0);
