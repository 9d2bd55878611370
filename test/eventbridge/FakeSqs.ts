import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { SQSClient } from '@aws-sdk/client-sqs';
import { Subject } from 'rxjs';

interface Request {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

interface Reply {
  readonly statusCode: number;
  readonly body: string;
}

interface Input {
  readonly QueueUrl: string;
  readonly WaitTimeSeconds: number;
  readonly MaxNumberOfMessages: number;
  readonly Entries: readonly { readonly Id: string; readonly ReceiptHandle: string }[];
}

const fault = (statusCode: number, code: string): Reply => ({
  statusCode,
  body: JSON.stringify({ __type: `com.amazonaws.sqs#${code}`, message: code }),
});

export const faults = {
  throttled: fault(400, 'RequestThrottled'),
  internal: fault(500, 'InternalFailure'),
  denied: fault(403, 'AccessDeniedException'),
  noQueue: fault(400, 'QueueDoesNotExist'),
  expired: fault(403, 'ExpiredTokenException'),
};

const textOf = (body: unknown) => (body instanceof Uint8Array ? new TextDecoder().decode(body) : `${body}`);

const ok = (body: object): Reply => ({ statusCode: 200, body: JSON.stringify(body) });

/** One queue in memory, behind the transport of a real client. */
export class FakeSqs {
  static readonly url = 'https://sqs.eu-west-1.amazonaws.com/123456789012/notices';
  /** Messages that can be received, by receipt handle. */
  readonly visible = new Map<string, string>();
  /** Received messages that are not deleted yet. */
  readonly inFlight = new Map<string, string>();
  readonly deleted: string[] = [];
  readonly calls: [operation: string, input: Input][] = [];
  /** The answers to the next calls instead of the queue's; an error breaks the connection. */
  readonly faults: (Reply | Error)[] = [];
  readonly deleteFaults: (Reply | Error)[] = [];
  /** Emits after each answered or aborted call. */
  readonly answered$ = new Subject<string>();
  aborted = 0;
  keys = 0;
  readonly client = new SQSClient({
    region: 'eu-west-1',
    credentials: async () => ({ accessKeyId: `key ${++this.keys}`, secretAccessKey: 'b' }),
    maxAttempts: 1,
    requestHandler: {
      handle: async (request: Request, { abortSignal }: { abortSignal?: AbortSignal } = {}) => {
        const operation = `${request.headers['x-amz-target']}`.replace('AmazonSQS.', '');
        try {
          const { statusCode, body } = await this.#reply(
            operation,
            JSON.parse(textOf(request.body)),
            abortSignal,
          );
          const headers = { 'content-type': 'application/x-amz-json-1.0' };
          return { response: { statusCode, headers, body: Readable.from([body]) } };
        } finally {
          setImmediate(() => this.answered$.next(operation));
        }
      },
    },
  });
  readonly #sent = new Subject<void>();
  #handles = 0;

  send(...bodies: readonly (string | object)[]): void {
    for (const body of bodies)
      this.visible.set(`receipt ${++this.#handles}`, typeof body === 'string' ? body : JSON.stringify(body));
    this.#sent.next();
  }

  /** Lets the visibility timeout of all received messages pass. */
  timeOut(): void {
    for (const [handle, body] of this.inFlight) this.visible.set(handle, body);
    this.inFlight.clear();
    this.#sent.next();
  }

  async #reply(operation: string, input: Input, signal: AbortSignal | undefined): Promise<Reply> {
    this.calls.push([operation, input]);
    const fault = (operation === 'ReceiveMessage' ? this.faults : this.deleteFaults).shift();
    if (fault instanceof Error) throw fault;
    if (fault !== undefined) return fault;
    return operation === 'ReceiveMessage' ? this.#receive(input, signal) : this.#delete(input);
  }

  async #receive({ MaxNumberOfMessages }: Input, signal: AbortSignal | undefined): Promise<Reply> {
    if (this.visible.size === 0) await this.#nextMessage(signal);
    const received = [...this.visible].slice(0, MaxNumberOfMessages);
    for (const [handle, body] of received) {
      this.visible.delete(handle);
      this.inFlight.set(handle, body);
    }
    const messages = received.map(([ReceiptHandle, Body]) => ({
      MessageId: ReceiptHandle,
      ReceiptHandle,
      Body,
      MD5OfBody: createHash('md5').update(Body).digest('hex'),
    }));
    return ok(messages.length === 0 ? {} : { Messages: messages });
  }

  #delete({ Entries }: Input): Reply {
    for (const { ReceiptHandle } of Entries) {
      this.inFlight.delete(ReceiptHandle);
      this.deleted.push(ReceiptHandle);
    }
    return ok({ Successful: Entries.map(({ Id }) => ({ Id })), Failed: [] });
  }

  /** Waits like a long poll: until something is sent, or `send()` is called with nothing. */
  #nextMessage(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiting = this.#sent.subscribe(() => {
        waiting.unsubscribe();
        resolve();
      });
      signal?.addEventListener('abort', () => {
        this.aborted++;
        waiting.unsubscribe();
        reject(Object.assign(new Error('aborted'), { name: 'AbortError' }));
      });
    });
  }
}
