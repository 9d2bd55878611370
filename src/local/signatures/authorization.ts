import { faults } from '../api/faults.js';

/** The parts of a request's signature. */
export interface Authorization {
  readonly accessKeyId: string;
  /** This and the next three are the parts of the credential scope. */
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly terminator: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** Time of the signature, for example `20260102T030405Z`. */
  readonly signedAt: string;
}

const algorithm = 'AWS4-HMAC-SHA256';
const needed = ['Credential', 'Signature', 'SignedHeaders'] as const;

/** Reads the headers of a signed request. Throws AWS's fault if the signature is missing or incomplete. */
export function readAuthorization(headers: Readonly<Record<string, string>>): Authorization {
  const { authorization } = headers;
  if (authorization === undefined) throw faults.missingAuthentication();
  const [scheme = '', ...rest] = authorization.split(' ');
  if (scheme !== algorithm) {
    throw faults.incompleteSignature(`Authorization header requires the algorithm '${algorithm}'`);
  }
  const given = new Map(
    rest
      .join('')
      .split(',')
      .map(part => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)] as const),
  );
  const lacking = needed
    .filter(name => !given.get(name))
    .map(name => `Authorization header requires '${name}' parameter.`);
  const signedAt = headers['x-amz-date'] ?? '';
  if (!/^\d{8}T\d{6}Z$/.test(signedAt)) {
    lacking.push("Authorization header requires existence of a 'X-Amz-Date' header.");
  }
  if (lacking.length > 0) throw faults.incompleteSignature(lacking.join(' '));
  return {
    ...readCredential(given.get('Credential') ?? ''),
    signedHeaders: (given.get('SignedHeaders') ?? '').toLowerCase().split(';'),
    signature: given.get('Signature') ?? '',
    signedAt,
  };
}

function readCredential(credential: string) {
  const parts = credential.split('/');
  const [accessKeyId, date, region, service, terminator] = parts;
  if (
    parts.length !== 5 ||
    accessKeyId === undefined ||
    date === undefined ||
    region === undefined ||
    service === undefined ||
    terminator === undefined
  ) {
    throw faults.incompleteSignature(
      `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${credential}'`,
    );
  }
  return { accessKeyId, date, region, service, terminator };
}
