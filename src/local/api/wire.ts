type RequiredKeys<T> = { [K in keyof T]-?: Record<never, never> extends Pick<T, K> ? never : K }[keyof T];

/**
 * An SDK structure as serialized in AWS JSON: timestamps are numbers of seconds, and members that the API
 * requires are not optional.
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

/** Converts milliseconds since the epoch to an AWS JSON timestamp. */
export const toWireTime = (milliseconds: number): number => milliseconds / 1000;

/** Converts an AWS JSON timestamp to milliseconds since the epoch. Rounding removes the binary fraction. */
export const fromWireTime = (seconds: number): number => Math.round(seconds * 1000);
