type RequiredKeys<T> = { [K in keyof T]-?: Record<never, never> extends Pick<T, K> ? never : K }[keyof T];

/**
 * A structure of the SDK as it travels in AWS JSON: timestamps are numbers of seconds, and members that the
 * API requires are there.
 */
export type Wire<T> = T extends Date
  ? number
  : T extends string | number | boolean
    ? T
    : T extends readonly (infer E)[]
      ? Wire<E>[]
      : { [K in RequiredKeys<T>]: Wire<NonNullable<T[K]>> } & {
          [K in Exclude<keyof T, RequiredKeys<T>>]?: Wire<NonNullable<T[K]>> | undefined;
        };

/** Milliseconds since the epoch as AWS JSON writes them. */
export const toWireTime = (milliseconds: number): number => milliseconds / 1000;

/** A timestamp of a request in milliseconds; rounding mends the binary fraction. */
export const fromWireTime = (seconds: number): number => Math.round(seconds * 1000);
