const awsForm = /^[a-z]{2,}(-[a-z0-9]+)*-\d{1,2}$/;
const localNames: readonly string[] = ['local', 'localhost'];

/** Whether a region is one that only a service of the user's own plays: AWS has no endpoint for it. */
export function isLocalRegion(region: string): boolean {
  return localNames.includes(region);
}

/** Whether a text can be a region of AWS, known or to come, or of a local service. */
export function isRegion(text: string): boolean {
  return awsForm.test(text) || isLocalRegion(text);
}
