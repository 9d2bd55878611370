import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { type Observable, of } from 'rxjs';
import { checkContent, contentKey, isContentKey, type PayloadStore } from '../payloads/index.js';
import {
  checkOptions,
  describeType,
  fromAbortable,
  InvalidArgumentError,
  isInstance,
} from '../requests/index.js';

/** Options of {@link s3Store}. */
export interface S3StoreOptions {
  readonly client: S3Client;
  readonly bucket: string;
  /** Prefix of the object keys, e.g. `payloads/`. @defaultValue '' */
  readonly prefix?: string;
}

/**
 * Creates a store in an S3 bucket. Each payload is an object named after its content. Storing requires the
 * permission `s3:PutObject`, loading `s3:GetObject`, and `s3:ListBucket` to distinguish a missing object from
 * a forbidden one. The content is checked on load, with a `DamagedPayloadError` if it has changed. Nothing is
 * ever deleted.
 *
 * @throws `InvalidArgumentError` for invalid options
 * @example
 * ```ts
 * import { S3Client } from '@aws-sdk/client-s3';
 * import { Domain, offload } from 'rx-swf';
 * import { s3Store } from 'rx-swf/s3';
 *
 * const store = s3Store({ client: new S3Client({}), bucket: 'media-payloads', prefix: 'swf/' });
 * const media = new Domain({ name: 'media', dataConverter: offload(store) });
 * ```
 */
export function s3Store(options: S3StoreOptions): PayloadStore {
  checkOptions('s3Store()', options, { client: true, bucket: true, prefix: true });
  const { client, bucket, prefix = '' } = options;
  if (typeof client?.send !== 'function') refuse('client', 'an S3Client', client);
  if (typeof bucket !== 'string' || bucket === '') refuse('bucket', 'the name of a bucket', bucket);
  if (typeof prefix !== 'string') refuse('prefix', 'a string', prefix);
  const locate = (key: string) => ({ Bucket: bucket, Key: `${prefix}${key}` });
  return Object.freeze({
    put(payload: string): Observable<string> {
      return fromAbortable(async ({ signal: abortSignal }) => {
        const key = await contentKey(payload);
        // Rewritten even if it exists, so that a lifecycle rule counts from when it was last needed.
        const command = new PutObjectCommand({
          ...locate(key),
          Body: payload,
          ContentType: 'text/plain; charset=utf-8',
        });
        await client.send(command, { abortSignal });
        return key;
      });
    },
    get(key: string): Observable<string | undefined> {
      if (!isContentKey(key)) return of(undefined);
      return fromAbortable(async ({ signal: abortSignal }) => {
        try {
          const { Body } = await client.send(new GetObjectCommand(locate(key)), { abortSignal });
          if (Body === undefined) return undefined;
          // In browsers, the SDK's own decoding drops a byte order mark, so the content would not match its
          // key.
          const payload = new TextDecoder('utf-8', { ignoreBOM: true }).decode(
            await Body.transformToByteArray(),
          );
          return await checkContent(key, payload, `the bucket ${bucket}`);
        } catch (error) {
          if (isInstance(error, Error) && error.name === 'NoSuchKey') return undefined;
          throw error;
        }
      });
    },
  });
}

function refuse(option: keyof S3StoreOptions, expected: string, value: unknown): never {
  const given = value === '' ? 'an empty string' : describeType(value);
  throw new InvalidArgumentError(`${option} of s3Store() must be ${expected}, got ${given}`, {
    resource: option,
  });
}
