import { bytesReader } from './bytesReader.js';
import { readerOf } from './readerOf.js';
import type { AnyCommand, Config, HttpResponse } from './sdk.js';

/** The output of a response, or else its body, for the SDK to read. */
export interface Read<O> {
  readonly output?: O;
  readonly body?: unknown;
}

/** Reads the response of an operation. */
export type ReadResponse = <O>(response: HttpResponse) => Promise<Read<O>>;

/** Returns the reader of a command's responses. Throws if the schema of its output is of unknown form. */
export function responseReader({ schema }: AnyCommand, config: Config): ReadResponse {
  const { utf8Encoder } = config;
  const readBytes = bytesReader(config);
  const read = readerOf(Array.isArray(schema) ? schema[5] : undefined);
  const parse = <O>(bytes: Uint8Array, { statusCode, headers }: HttpResponse): Read<O> => {
    const text = bytes.byteLength === 0 ? '{}' : utf8Encoder(bytes);
    const requestId = headers['x-amzn-requestid'];
    if (requestId === undefined || hasNull(text)) return { body: bytes };
    const [extendedRequestId, cfId] = [headers['x-amz-id-2'], headers['x-amz-cf-id']];
    const $metadata = {
      httpStatusCode: statusCode,
      requestId,
      extendedRequestId,
      cfId,
      attempts: 1,
      totalRetryDelay: 0,
    };
    try {
      const parsed: O = JSON.parse(text);
      if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return { body: bytes };
      read(parsed);
      return { output: Object.assign(parsed, { $metadata }) };
    } catch {
      return { body: bytes };
    }
  };
  return async response => {
    try {
      return parse(await readBytes(response.body ?? new Uint8Array()), response);
    } catch (error) {
      // The stream has been read, so the SDK gets one that fails in the same way.
      return { body: new ReadableStream({ start: controller => controller.error(error) }) };
    }
  };
}

/** Returns whether a member is `null`, which the SDK leaves out. Quotes inside of strings are escaped. */
const hasNull = (json: string): boolean => /[^\\]"\s*:\s*null/.test(json);
