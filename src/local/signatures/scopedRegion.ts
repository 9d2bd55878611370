/**
 * Returns true for the name of an AWS region, existing or future, and for `local` and `localhost`. The settings of the
 * library have the same rule, so that a region which is mistyped is refused by both.
 */
export const isRegionName = (name: string): boolean =>
  name.length <= 64 && /^([a-z]{2,}(-[a-z0-9]+)*-\d{1,2}|local|localhost)$/.test(name);

/**
 * Returns the region in the credential scope of a request, or undefined if the request is not signed with
 * Signature Version 4. Nothing else in the signature is checked.
 */
export function scopedRegion(authorization = ''): string | undefined {
  const [, credential = ''] = /\bCredential=([^\s,]*)/.exec(authorization) ?? [];
  const [region, , terminator] = credential.split('/').slice(-3);
  return terminator === 'aws4_request' ? region : undefined;
}
