import { createServer } from 'node:http';
import { toNodeListener } from 'rx-swf/gateway';
import { journey } from './journey.mjs';

// Next.js calls the handler that is exported for a method with a request, and with the parameters of the path.
await journey(`a route handler on Node.js ${process.versions.node}`, async handler => {
  const routes = { GET: handler, HEAD: handler, OPTIONS: handler, POST: handler };
  const listener = toNodeListener(request => {
    const path = new URL(request.url).pathname.split('/').slice(2);
    return routes[request.method](request, { params: Promise.resolve({ path }) });
  });
  const server = createServer(listener);
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
});
process.exit(0);
