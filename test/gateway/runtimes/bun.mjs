import { journey } from './journey.mjs';

await journey(`Bun ${Bun.version}`, async fetch => {
  // Bun closes connections that are idle for ten seconds, which is less than the time between heartbeats.
  const server = Bun.serve({ fetch, hostname: '127.0.0.1', port: 0, idleTimeout: 60 });
  return { url: `http://127.0.0.1:${server.port}`, close: () => server.stop(true) };
});
process.exit(0);
