import { SignatureV4 } from '@smithy/signature-v4';
import { encode, isEqual, sha256 } from '#platform';
import { faults } from '../api/faults.js';
import { type Authorization, readAuthorization } from './authorization.js';
import { Sha256 } from './Sha256.js';
import { isRegionName } from './scopedRegion.js';

/** Credentials that an embedded SWF accepts. */
export interface LocalCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Session token of temporary credentials, which every request must include. */
  readonly sessionToken?: string;
}

/** The signed parts of a request. */
export interface SignedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string | string[] | null>>;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** Validity of a signature before and after it was made, in milliseconds. */
const lifetime = 5 * 60_000;

/** Headers that the signer adds by itself. It must not add those that the request did not sign. */
const generatedHeaders = ['x-amz-date', 'x-amz-security-token'];

/** Verifies Signature Version 4: signs each request again and compares the results. */
export class Signatures {
  readonly #known = new Map<
    string,
    { readonly credentials: LocalCredentials; readonly signer: SignatureV4 }
  >();

  /** @param region - the region to sign for if a signature does not name one */
  constructor(region: string, known: readonly LocalCredentials[]) {
    if (known.length === 0)
      throw new TypeError(
        'credentials of LocalSwf must not be an empty list, which would reject every request',
      );
    for (const credentials of known) {
      checkCredentials(credentials);
      const { accessKeyId } = credentials;
      if (this.#known.has(accessKeyId))
        throw new TypeError(
          `credentials of LocalSwf must have different access keys, got ${accessKeyId} twice`,
        );
      const signer = new SignatureV4({
        credentials,
        region,
        service: 'swf',
        sha256: Sha256,
        applyChecksum: false,
      });
      this.#known.set(accessKeyId, { credentials, signer });
    }
  }

  /**
   * Returns the verified authorization of a request. Rejects with the same fault as AWS if the request is
   * unsigned or incorrectly signed, or if its signature has expired or is not valid yet.
   */
  async verify(request: SignedRequest): Promise<Authorization> {
    const authorization = readAuthorization(request.headers);
    const known = this.#known.get(authorization.accessKeyId);
    if (known?.credentials.sessionToken !== request.headers['x-amz-security-token'] || known === undefined) {
      throw faults.unrecognizedClient();
    }
    checkScope(authorization);
    checkSignedHeaders(authorization, request.headers);
    const signedAt = readTime(authorization.signedAt);
    checkAge(signedAt, Date.now());
    checkContent(request);
    const expected = await signAgain(known.signer, request, authorization, signedAt);
    if (!isEqual(encode(expected), encode(authorization.signature))) throw faults.signatureMismatch();
    return authorization;
  }
}

/**
 * Checks the credential scope. Any region is valid: the signature determines which one the request is for.
 */
function checkScope({ date, region, service, terminator, signedAt }: Authorization): void {
  const refuse = (reason: string) => {
    throw faults.invalidSignature(reason);
  };
  if (terminator !== 'aws4_request') {
    refuse(`Credential should be scoped with a valid terminator: 'aws4_request', not '${terminator}'.`);
  }
  if (service !== 'swf') refuse(`Credential should be scoped to correct service: 'swf'.`);
  if (!isRegionName(region)) throw faults.invalidRegion(region);
  const day = signedAt.slice(0, 8);
  if (date !== day) {
    refuse(
      `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${date}' != '${day}', from '${signedAt}'.`,
    );
  }
}

/**
 * Requires `Host` and all `x-amz-*` headers to be signed. Otherwise a signature could be reused for another
 * request.
 */
function checkSignedHeaders({ signedHeaders }: Authorization, headers: SignedRequest['headers']): void {
  const refuse = (name: string) => {
    throw faults.invalidSignature(`${name} must be a 'SignedHeader' in the AWS Authorization.`);
  };
  if (!signedHeaders.includes('host')) refuse(`'Host' or ':authority'`);
  for (const name of Object.keys(headers)) {
    if (name.startsWith('x-amz-') && !signedHeaders.includes(name)) refuse(`'${name}'`);
  }
}

/** Validates credentials. Its errors must not contain a secret. */
function checkCredentials(credentials: unknown): void {
  if (typeof credentials !== 'object' || credentials === null) {
    throw new TypeError(
      'credentials of LocalSwf must be { accessKeyId, secretAccessKey } or a list of these, got ' +
        `${credentials === null ? 'null' : `a ${typeof credentials}`}`,
    );
  }
  for (const name of ['accessKeyId', 'secretAccessKey', 'sessionToken'] as const) {
    const value: unknown = Reflect.get(credentials, name);
    if (value === undefined && name === 'sessionToken') continue;
    if (typeof value === 'string' && value !== '') continue;
    const got = value === undefined ? 'undefined' : value === '' ? 'an empty one' : `a ${typeof value}`;
    throw new TypeError(`${name} of the credentials of LocalSwf must be a non-empty string, got ${got}`);
  }
}

async function signAgain(
  signer: SignatureV4,
  { method, path, query, headers, body }: SignedRequest,
  { region: signingRegion, signedHeaders }: Authorization,
  signingDate: Date,
): Promise<string> {
  const signableHeaders = new Set(signedHeaders);
  const unsignableHeaders = new Set(generatedHeaders.filter(name => !signableHeaders.has(name)));
  const given = (name: string) => (Object.hasOwn(headers, name) ? headers[name] : undefined) ?? '';
  const signed = Object.fromEntries(signedHeaders.map(name => [name, given(name)]));
  const request = { protocol: 'http:', hostname: '', method, path, query, headers: signed, body };
  const again = await signer.sign(request, {
    signingDate,
    signingRegion,
    signableHeaders,
    unsignableHeaders,
  });
  return again.headers.authorization?.split('Signature=')[1] ?? '';
}

const toStamp = (date: Date) => date.toISOString().replace(/[-:]|\.\d+/g, '');

function readTime(stamp: string): Date {
  const [, ...parts] = /^(....)(..)(..)T(..)(..)(..)Z$/.exec(stamp) ?? [];
  const [year, month, day, hours, minutes, seconds] = parts;
  const time = new Date(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}Z`);
  if (Number.isNaN(time.getTime())) {
    throw faults.incompleteSignature(`Date must be in ISO-8601 'basic format'. Got '${stamp}'.`);
  }
  return time;
}

/** Checks the age by the machine's clock, which clients use too. The service's own time may differ. */
function checkAge(signedAt: Date, now: number): void {
  const [oldest, latest] = [new Date(now - lifetime), new Date(now + lifetime)];
  const [at, present] = [toStamp(signedAt), toStamp(new Date(now))];
  if (signedAt < oldest) {
    throw faults.invalidSignature(
      `Signature expired: ${at} is now earlier than ${toStamp(oldest)} (${present} - 5 min.)`,
    );
  }
  if (signedAt > latest) {
    throw faults.invalidSignature(
      `Signature not yet current: ${at} is still later than ${toStamp(latest)} (${present} + 5 min.)`,
    );
  }
}

/** Checks the body against its hash in this header, which the signer uses without checking. */
function checkContent({ headers, body }: SignedRequest): void {
  const claimed = headers['x-amz-content-sha256'];
  if (claimed === undefined) return;
  if (claimed !== toHex(sha256(body))) throw faults.signatureMismatch();
}

const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
