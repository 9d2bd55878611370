import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { Domain } from 'rx-swf';
import { webConsole } from 'rx-swf/console';
import { toNodeListener } from 'rx-swf/gateway';
import { LocalSwf } from 'rx-swf/local';
import { activityWorker, register, workflowWorker } from 'rx-swf/workflows';
import { lastValueFrom, merge } from 'rxjs';
import { printer, studio } from './activities.js';
import { orderAlbums } from './albums.js';
import { album } from './workflow.js';

const usage = `Usage: npm run example -- console [--port N]

A domain in which albums are made, on an SWF in this process, and its console in a browser. Ctrl-C ends it.`;

// The SDK's warning about the Node version would clutter the output.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
const { help, port } = parseArgs({
  options: { help: { type: 'boolean', default: false }, port: { type: 'string', default: '4581' } },
}).values;
if (help) console.log(usage);
else await serve(Number(port));

async function serve(port: number): Promise<void> {
  const domain = new Domain({ name: 'media', client: new LocalSwf().client() });
  await lastValueFrom(domain.save());
  const activities = [...studio, ...printer];
  await lastValueFrom(register(domain, 'studio', [album, ...activities.map(({ definition }) => definition)]));
  const handler = webConsole({ domain, workflows: [album], authorize: () => true });
  const server = createServer(toNodeListener(handler));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  console.log(`http://127.0.0.1:${typeof address === 'object' ? address?.port : port}/`);
  merge(
    workflowWorker(domain, 'studio', [album], { onError: 'fail' }),
    activityWorker(domain, 'studio', studio, { concurrency: 6 }),
    activityWorker(domain, 'printer', printer),
    orderAlbums(domain),
  ).subscribe({ error: (error: unknown) => console.error(error) });
}
