import type { LocalCredentials } from './Signatures.js';

const isList = (
  credentials: LocalCredentials | readonly LocalCredentials[],
): credentials is readonly LocalCredentials[] => Array.isArray(credentials);

/**
 * The accepted credentials. Undefined turns verification off; an empty list doesn't: it rejects every
 * request.
 */
export function credentialList(
  credentials: LocalCredentials | readonly LocalCredentials[] | undefined,
): readonly LocalCredentials[] | undefined {
  if (credentials === undefined) return undefined;
  return isList(credentials) ? credentials : [credentials];
}
