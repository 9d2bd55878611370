import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { settings } from 'rx-swf';
import { NoticeReceiver, noticeFrom } from 'rx-swf/eventbridge';
import { type Authorize, gateway, toNodeListener } from 'rx-swf/gateway';
import { map } from 'rxjs';
import { startDemo } from './demo.js';
import { pageFiles } from './pageFiles.js';
import { album, resize, thumbnails, watermark } from './workflows.js';

const usage = `Usage: npm run serve -- [--demo] [--domain NAME] [--port PORT]

Serves the dashboard of a domain at http://127.0.0.1:4580. Endpoint, region and credentials are those of ~/.swf or of the
environment. With --demo, the domain is one of an SWF in this process.`;

const { values: options } = parseArgs({
  options: {
    demo: { type: 'boolean', default: false },
    domain: { type: 'string', default: 'media' },
    port: { type: 'string', default: '4580' },
    help: { type: 'boolean', default: false },
  },
});
if (options.help) {
  console.log(usage);
  process.exit();
}

// EventBridge, or another SWF, posts what happens to executions to /notices, so that the lists are up to date at once.
const receiver = new NoticeReceiver();
settings.set({ notices: receiver.notices$ });
if (options.demo) {
  const swf = await startDemo(options.domain);
  settings.set({ client: swf.client(), notices: swf.notices$.pipe(map(noticeFrom)) });
}

// Every program that reaches this port may do these things. Check a session of your own before you serve others.
const actions: readonly string[] = ['start', 'signal', 'terminate'];
const authorize: Authorize = (_request, { name, isRead }) => isRead || actions.includes(name);

const api = gateway({
  domain: options.domain,
  workflows: [album, thumbnails],
  definitions: [resize, watermark],
  authorize,
  onError: console.error,
});
const page = await pageFiles(fileURLToPath(new URL('../dist', import.meta.url)));
const handler = async (request: Request): Promise<Response> => {
  const { pathname } = new URL(request.url);
  if (pathname.startsWith('/v1/')) return api(request);
  return pathname === '/notices' ? receiver.fetch(request) : page(pathname);
};

const server = createServer(toNodeListener(handler)).listen(Number(options.port), '127.0.0.1', () => {
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : options.port;
  console.log(`The dashboard: http://127.0.0.1:${port}`);
});
