import { journey } from './journey.mjs';

await journey(`Deno ${Deno.version.deno}`, async handler => {
  const server = Deno.serve({ hostname: '127.0.0.1', port: 0, onListen: () => {} }, request =>
    handler(request),
  );
  return { url: `http://127.0.0.1:${server.addr.port}`, close: () => server.shutdown() };
});
Deno.exit(0);
