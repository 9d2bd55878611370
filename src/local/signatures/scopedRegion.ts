/** Returns true for the name of an existing or possible region, including names such as `local`. */
export const isRegionName = (name: string): boolean =>
  name.length <= 64 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name);

/**
 * Returns the region in the credential scope of a request, or undefined if the request is not signed with
 * Signature Version 4. Nothing else in the signature is checked.
 */
export function scopedRegion(authorization = ''): string | undefined {
  const [, credential = ''] = /\bCredential=([^\s,]*)/.exec(authorization) ?? [];
  const [region, , terminator] = credential.split('/').slice(-3);
  return terminator === 'aws4_request' ? region : undefined;
}
