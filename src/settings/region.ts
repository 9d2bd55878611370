const awsForm = /^[a-z]{2,}(-[a-z0-9]+)*-\d{1,2}$/;
const localNames: readonly string[] = ['local', 'localhost'];

/** Returns whether a region name denotes a local service, for which AWS has no endpoint. */
export function isLocalRegion(region: string): boolean {
  return localNames.includes(region);
}

/** Returns whether a string has the form of an AWS region, existing or future, or names a local service. */
export function isRegion(text: string): boolean {
  return awsForm.test(text) || isLocalRegion(text);
}
