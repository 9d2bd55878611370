// A module without a default export.
export const handler = (): void => {};
