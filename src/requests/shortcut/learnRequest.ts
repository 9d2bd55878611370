import type { HttpRequest } from '../signing/HttpRequest.js';
import { type Signature, scopeOf } from '../signing/Scope.js';
import { sign } from '../signing/sign.js';
import { allowsShortcut } from './allowsShortcut.js';
import type { AnyCommand, Config, Protocol } from './sdk.js';

/** Headers that the shortcut knows. Any other belongs to a feature that it doesn't know. */
const knownHeaders: ReadonlySet<string> = new Set([
  'amz-sdk-invocation-id',
  'amz-sdk-request',
  'authorization',
  'content-length',
  'content-type',
  'host',
  'user-agent',
  'x-amz-content-sha256',
  'x-amz-date',
  'x-amz-security-token',
  'x-amz-target',
  'x-amz-user-agent',
]);

/** Differences between two requests of an operation with the same input. */
export interface Particulars extends Signature {
  readonly invocationId: string;
}

/** Makes and signs the request for an input. */
export type MakeRequest = (input: object, particulars: Particulars) => Promise<HttpRequest>;

/**
 * Learns how to make the requests of an operation from one that the SDK has signed. Emits `undefined` if that
 * has something that the shortcut doesn't know, or can't be reproduced byte for byte.
 */
export async function learnRequest(
  { schema, input }: AnyCommand,
  config: Config,
  signed: HttpRequest,
): Promise<MakeRequest | undefined> {
  const isSigned = 'authorization' in signed.headers;
  // A client of an embedded service may leave its requests unsigned.
  const scope = isSigned ? scopeOf(signed.headers['authorization']) : undefined;
  const isKnown = Object.keys(signed.headers).every(name => knownHeaders.has(name));
  const isSimple = signed.path === '/' && Object.keys(signed.query ?? {}).length === 0;
  if (isSigned !== (scope !== undefined) || !isKnown || !isSimple || !allowsShortcut()) return undefined;
  const [, namespace, name, traits, inputSchema, output]: unknown[] = Array.isArray(schema) ? schema : [];
  const operation = { namespace, name, traits, input: inputSchema, output };
  const { protocol: scheme, hostname, port, path } = signed;
  const template = { ...signed.headers };
  const address = Promise.resolve({ protocol: scheme, hostname, port, path });
  const context = { ...config, endpoint: () => address };
  const protocol: Protocol = config.protocol;
  const make: MakeRequest = async (input, { invocationId, ...signature }) => {
    const request = await protocol.serializeRequest(operation, input, context);
    // In the order of the template; those that differ are set again.
    request.headers = {
      ...template,
      'content-length': String(config.bodyLengthChecker(request.body)),
      'amz-sdk-invocation-id': invocationId,
    };
    return scope === undefined ? request : sign(request, scope, signature);
  };
  const again = await make(input, {
    identity: await config.credentials(),
    date: toDate(signed.headers['x-amz-date']),
    invocationId: signed.headers['amz-sdk-invocation-id'] ?? '',
  });
  return asText(again) === asText(signed) ? make : undefined;
}

/** Parses the time of a signature, e.g. `20261128T144538Z`. */
const toDate = (time = ''): Date =>
  new Date(time.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));

/** Represents everything of a request. */
const asText = ({ body, ...request }: HttpRequest): string =>
  JSON.stringify([request, typeof body === 'string' ? body : [...body]]);
