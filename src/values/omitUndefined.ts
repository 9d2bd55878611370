/** Returns a copy of an object without its `undefined` members. */
export function omitUndefined<T extends object>(object: T): OmitUndefined<T> {
  const entries = Object.entries(object).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as OmitUndefined<T>;
}

/** `T` with members that may be undefined made optional, as `exactOptionalPropertyTypes` requires. */
export type OmitUndefined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};
