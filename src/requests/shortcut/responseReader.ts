import { bytesReader } from './bytesReader.js';
import { readerOf } from './readerOf.js';
import type { AnyCommand, Attempt, Config } from './sdk.js';

/** An attempt with the output of its response or, without that, with a body that the SDK can still read. */
export interface ReadAttempt<O> extends Attempt {
  readonly output?: O;
}

/** Reads the response of a successful attempt. */
export type ReadResponse = <O>(attempt: Attempt) => Promise<ReadAttempt<O>>;

/** Returns the reader of a command's responses. Throws if the schema of its output is of unknown form. */
export function responseReader({ schema }: AnyCommand, config: Config): ReadResponse {
  const { utf8Encoder } = config;
  const readBytes = bytesReader(config);
  const read = readerOf(Array.isArray(schema) ? schema[5] : undefined);
  return async <O>({ response }: Attempt): Promise<ReadAttempt<O>> => {
    const left = (body: unknown) => ({ response: { ...response, body } });
    let bytes: Uint8Array;
    try {
      bytes = await readBytes(response.body ?? new Uint8Array());
    } catch (error) {
      // The stream has been read, so the SDK gets one that fails in the same way.
      return left(new ReadableStream({ start: controller => controller.error(error) }));
    }
    const text = bytes.byteLength === 0 ? '{}' : utf8Encoder(bytes);
    const { statusCode: httpStatusCode, headers } = response;
    const requestId = headers['x-amzn-requestid'];
    if (requestId === undefined || hasNull(text)) return left(bytes);
    const [extendedRequestId, cfId] = [headers['x-amz-id-2'], headers['x-amz-cf-id']];
    const retries = { attempts: 1, totalRetryDelay: 0 };
    const $metadata = { httpStatusCode, requestId, extendedRequestId, cfId, ...retries };
    try {
      const parsed: O = JSON.parse(text);
      if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return left(bytes);
      read(parsed);
      return { response, output: Object.assign(parsed, { $metadata }) };
    } catch {
      return left(bytes);
    }
  };
}

/** Returns whether a member is `null`, which the SDK leaves out. Quotes inside of strings are escaped. */
const hasNull = (json: string): boolean => /[^\\]"\s*:\s*null/.test(json);
