/** A region that there is or might be, or the like of `local`. */
export const isRegionName = (name: string): boolean =>
  name.length <= 64 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name);

/**
 * The region in the scope of a request's credential, or undefined if it is not signed with Signature Version 4.
 * Nothing else of the signature is looked at.
 */
export function scopedRegion(authorization = ''): string | undefined {
  const [, credential = ''] = /\bCredential=([^\s,]*)/.exec(authorization) ?? [];
  const [region, , terminator] = credential.split('/').slice(-3);
  return terminator === 'aws4_request' ? region : undefined;
}
