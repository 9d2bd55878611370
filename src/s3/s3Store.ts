import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { type Observable, of } from 'rxjs';
import { checkContent, contentKey, isContentKey, type PayloadStore } from '../payloads/index.js';
import { abortable, checkOptions, InvalidArgumentError, isInstance, kindOf } from '../requests/index.js';

/** Where in S3 payloads are kept. */
export interface S3StoreOptions {
  readonly client: S3Client;
  readonly bucket: string;
  /** What the objects' keys begin with, e.g. `payloads/`. @defaultValue '' */
  readonly prefix?: string;
}

/**
 * A store in a bucket of S3: an object for each payload, named after its content. Storing needs the permission
 * `s3:PutObject`, loading `s3:GetObject`, and `s3:ListBucket` if an object that is missing is to be told from one that is
 * forbidden. An object is checked when it is loaded: a `DamagedPayloadError` if its content has changed. Nothing is ever
 * deleted.
 *
 * @throws `InvalidArgumentError` for options that cannot be
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
      return abortable(async abortSignal => {
        const key = await contentKey(payload);
        // Written again if it is there already: so a lifecycle rule counts from when it was last needed.
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
      return abortable(async abortSignal => {
        try {
          const { Body } = await client.send(new GetObjectCommand(locate(key)), { abortSignal });
          if (Body === undefined) return undefined;
          // The SDK's own decoding drops a byte order mark in browsers, and the content would seem to have changed.
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
  const given = value === '' ? 'an empty string' : kindOf(value);
  throw new InvalidArgumentError(`${option} of s3Store() must be ${expected}, got ${given}`, {
    resource: option,
  });
}
