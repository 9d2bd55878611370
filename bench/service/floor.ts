import { createServer } from 'node:http';
import type { SWFClient } from '@aws-sdk/client-swf';
import { type InProcessHandler, LocalSwf } from 'rx-swf/local';
import { isServing, type Open, serve, servedBy } from '../transports.js';
import { live, register } from './life.js';

/** Recorded response bodies by target, in order. */
type Recording = Readonly<Record<string, readonly string[]>>;

/** Records what a client reads during the life of an execution. */
async function record(): Promise<Recording> {
  const swf = new LocalSwf();
  const recording: Record<string, string[]> = {};
  const recorder = replacing(swf, async request => {
    const answer = await swf.requestHandler.handle(request);
    const target = request.headers['x-amz-target'] ?? '';
    recording[target] = [...(recording[target] ?? []), Buffer.from(answer.response.body).toString()];
    return answer;
  });
  await register(swf.client());
  await live(recorder, 'album-0', 'list-0');
  await swf.close();
  return recording;
}

/** Creates a client like the service's own, except for its handler. */
function replacing(swf: LocalSwf, handle: InProcessHandler['handle']): SWFClient {
  const client = swf.client();
  client.config.requestHandler = { ...swf.requestHandler, handle };
  return client;
}

/** Returns responses from a recording, in a loop. */
function replay(recording: Recording): (target: unknown) => Buffer {
  const answers = new Map(
    Object.entries(recording).map(([target, bodies]) => [target, { at: 0, bodies: bodies.map(toBytes) }]),
  );
  return target => {
    const answer = answers.get(String(target));
    if (answer === undefined) return empty;
    answer.at = (answer.at + 1) % answer.bodies.length;
    return answer.bodies[answer.at] ?? empty;
  };
}

const toBytes = (body: string) => Buffer.from(body);
const empty = Buffer.alloc(0);

type Floor = Omit<Open, 'bare' | 'plainClient'>;

/** Services that do nothing: constant responses of the same sizes, over the same transports. */
export const floors = {
  async 'in process'(): Promise<Floor> {
    const answer = replay(await record());
    const swf = new LocalSwf();
    const client = replacing(swf, async ({ headers }) => ({
      response: { statusCode: 200, headers: {}, body: answer(headers['x-amz-target']) },
    }));
    return { client, cpu: async () => 0, close: () => swf.close() };
  },

  'over HTTP': async (): Promise<Floor> => servedBy(import.meta.url, JSON.stringify(await record())),
};

/** Runs a bare `node:http` server. */
function serveConstants(recording: Recording): void {
  const answer = replay(recording);
  const server = createServer({ keepAliveTimeout: 120_000 }, (request, response) => {
    request.resume().once('end', () => {
      const body = answer(request.headers['x-amz-target']);
      response.writeHead(200, {
        'Content-Type': 'application/x-amz-json-1.0',
        'Content-Length': body.length,
      });
      response.end(body);
    });
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : address;
    serve(`http://127.0.0.1:${port}`, () => server.close());
  });
}

if (isServing(import.meta.url)) serveConstants(JSON.parse(process.argv[3] ?? '{}'));
