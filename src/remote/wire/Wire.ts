/** A value as JSON transports it: times are ISO texts. */
export type Wire<T> = T extends Date
  ? string
  : T extends (...args: never[]) => unknown
    ? never
    : T extends object
      ? { readonly [K in keyof T]: Wire<T[K]> }
      : T;
