/** Returns a copy of an object without its `undefined` members. */
export function omitUndefined<T extends object>(object: T): OmitUndefined<T> {
  const members = object as Readonly<Record<string, unknown>>;
  const defined: Record<string, unknown> = {};
  // One loop, because this runs several times per call and per command: a list of entries would be made and dropped.
  for (const key of Object.keys(members)) if (members[key] !== undefined) defined[key] = members[key];
  return defined as OmitUndefined<T>;
}

/** `T` with members that may be undefined made optional, as `exactOptionalPropertyTypes` requires. */
export type OmitUndefined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};
