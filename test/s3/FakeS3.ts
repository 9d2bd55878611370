import { Readable } from 'node:stream';
import { S3Client } from '@aws-sdk/client-s3';

interface Request {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

interface Reply {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const refusal = (statusCode: number, code: string): Reply => ({
  statusCode,
  headers: { 'content-type': 'application/xml' },
  body: `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`,
});

export const refusals = {
  slowDown: refusal(503, 'SlowDown'),
  internal: refusal(500, 'InternalError'),
  forbidden: refusal(403, 'AccessDenied'),
  noBucket: refusal(404, 'NoSuchBucket'),
};

/** Buckets in memory, behind the transport of a real client. */
export class FakeS3 {
  /** The objects by path, `/bucket/key`. */
  readonly objects = new Map<string, string>();
  readonly requests: Request[] = [];
  /** What the next requests are answered with instead; a Promise that never settles for none. */
  readonly faults: (Reply | 'cut' | Promise<never>)[] = [];
  readonly client = new S3Client({
    region: 'eu-west-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    forcePathStyle: true,
    maxAttempts: 1,
    requestHandler: {
      handle: async (request: Request, { abortSignal }: { abortSignal?: AbortSignal } = {}) => {
        this.requests.push(request);
        abortSignal?.addEventListener('abort', () => this.aborted++);
        const fault = await this.faults.shift();
        const {
          headers = {},
          statusCode,
          body = '',
        } = fault === undefined || fault === 'cut' ? this.#reply(request) : fault;
        return {
          response: { statusCode, headers, body: fault === 'cut' ? cutOff(body) : Readable.from([body]) },
        };
      },
    },
  });
  aborted = 0;

  #reply({ method, path, body }: Request): Reply {
    if (method === 'PUT') {
      this.objects.set(path, Buffer.from(body as string | Uint8Array).toString());
      return { statusCode: 200 };
    }
    const object = this.objects.get(path);
    return object === undefined ? refusal(404, 'NoSuchKey') : { statusCode: 200, body: object };
  }
}

/** A body whose connection breaks in the middle. */
function cutOff(body: string): Readable {
  return Readable.from(
    (async function* () {
      yield body.slice(0, body.length / 2);
      throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
    })(),
  );
}
