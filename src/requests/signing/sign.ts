import { createHmac, hash } from 'node:crypto';
import type { HttpRequest } from './HttpRequest.js';
import type { Scope, Signature } from './Scope.js';

/**
 * Signs a request of path `/` and without a query by Signature Version 4, in its place.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function sign(request: HttpRequest, scope: Scope, { identity, date }: Signature): HttpRequest {
  const { region, service, signedHeaders } = scope;
  const { accessKeyId, secretAccessKey, sessionToken } = identity;
  const { headers, body } = request;
  const time = date.toISOString().replace(/[-:]|\.\d+/g, '');
  const day = time.slice(0, 8);
  const payloadHash = sha256(body);
  headers['x-amz-date'] = time;
  if (sessionToken !== undefined) headers['x-amz-security-token'] = sessionToken;
  if ('x-amz-content-sha256' in headers) headers['x-amz-content-sha256'] = payloadHash;
  const names = signedHeaders.join(';');
  let canonical = 'POST\n/\n\n';
  for (const name of signedHeaders) canonical += `${name}:${normalized(headers[name] ?? '')}\n`;
  canonical += `\n${names}\n${payloadHash}`;
  const credentialScope = `${day}/${region}/${service}/aws4_request`;
  const toSign = `AWS4-HMAC-SHA256\n${time}\n${credentialScope}\n${sha256(canonical)}`;
  const key = dayKey(secretAccessKey, day, region, service);
  const signature = createHmac('sha256', key).update(toSign).digest('hex');
  headers['authorization'] =
    `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${credentialScope}, ` +
    `SignedHeaders=${names}, Signature=${signature}`;
  return request;
}

const sha256 = (content: string | Uint8Array) => hash('sha256', content);

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

/** Returns a header's value with its white space as it is signed. */
const normalized = (value: string) =>
  /^\s|\s$|\s\s|[^\S ]/.test(value) ? value.replace(/\s+/g, ' ').replace(/^ | $/g, '') : value;

let latest: { readonly of: string; readonly key: Buffer } | undefined;

/** Derives the key of a day. The latest one is kept, because nearly all calls of a process share it. */
function dayKey(secret: string, day: string, region: string, service: string): Buffer {
  const of = `${secret}/${day}/${region}/${service}`;
  if (latest?.of !== of)
    latest = { of, key: [region, service, 'aws4_request'].reduce(hmac, hmac(`AWS4${secret}`, day)) };
  return latest.key;
}
