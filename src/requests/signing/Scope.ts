import type { SWFClientResolvedConfig } from '@aws-sdk/client-swf';

/** The credentials of a client at one time. */
export type Identity = Awaited<ReturnType<SWFClientResolvedConfig['credentials']>>;

/** Common parts of all signatures of an operation. */
export interface Scope {
  readonly region: string;
  readonly service: string;
  /** Names of the signed headers in lower case, sorted. */
  readonly signedHeaders: readonly string[];
}

/** Particulars of one signature. */
export interface Signature {
  readonly identity: Identity;
  readonly date: Date;
}

const signatureV4 =
  /^AWS4-HMAC-SHA256 Credential=.+\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request, SignedHeaders=([^,]+), Signature=\w+$/;

/** Reads the scope from an `authorization` header; `undefined` if it is not of Signature Version 4. */
export function scopeOf(authorization = ''): Scope | undefined {
  const [, region, service, signedHeaders] = signatureV4.exec(authorization) ?? [];
  if (region === undefined || service === undefined || signedHeaders === undefined) return undefined;
  return { region, service, signedHeaders: signedHeaders.split(';') };
}
