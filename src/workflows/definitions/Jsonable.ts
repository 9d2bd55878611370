/**
 * Types that your `DataConverter` preserves although JSON does not. Add a member of any name for each of
 * them.
 *
 * @example
 * ```ts
 * declare module 'rx-swf/workflows' {
 *   interface KeptByConverter {
 *     date: Date;
 *   }
 * }
 * ```
 */
// biome-ignore lint/suspicious/noEmptyInterface: users add to it
export interface KeptByConverter {}

declare const problem: unique symbol;

/** A placeholder for a type that JSON does not preserve. No value is assignable to it; `Problem` says why. */
export interface NotJson<Problem> {
  readonly [problem]: Problem;
}

/**
 * `T`, with a {@link NotJson} in place of each member that would not survive a round trip through a payload.
 * The inputs and results of activities and workflows must be assignable to it, so the compiler names such a
 * member and says what happens to it. Types that are not known yet, as in a generic function, are not
 * checked.
 */
export type Jsonable<T> = 0 extends 1 & T
  ? T
  : unknown extends T
    ? T
    : // biome-ignore lint/suspicious/noConfusingVoidType: it stands for no input and no result
      T extends string | number | boolean | null | undefined | void | KeptByConverter[keyof KeptByConverter]
      ? T
      : T extends bigint
        ? NotJson<'JSON cannot represent a bigint: use a string'>
        : T extends symbol
          ? NotJson<'JSON cannot represent a symbol'>
          : T extends (...args: never[]) => unknown
            ? NotJson<'JSON cannot represent a function or a method: use plain data'>
            : T extends Date
              ? NotJson<'A Date becomes a string: use an ISO string or a number'>
              : T extends object
                ? JsonableObject<T>
                : T;

type JsonableObject<T extends object> =
  T extends ReadonlyMap<unknown, unknown>
    ? NotJson<'A Map becomes {}: use an object or an array of entries'>
    : T extends ReadonlySet<unknown>
      ? NotJson<'A Set becomes {}: use an array'>
      : T extends PromiseLike<unknown>
        ? NotJson<'A Promise becomes {}: await it'>
        : T extends Error
          ? NotJson<'An Error becomes {}: use its name and message'>
          : T extends RegExp | ArrayBuffer | ArrayBufferView
            ? NotJson<'JSON does not preserve binary data and regular expressions: use a string, for example base64'>
            : T extends { toJSON(key?: string): unknown }
              ? NotJson<'An object with toJSON() becomes the value that toJSON() returns: use plain data'>
              : T extends readonly unknown[]
                ? JsonableList<T>
                : { [K in keyof T]: Jsonable<T[K]> };

/**
 * Defers the element type. A mapped type resolves it eagerly, which never ends for a recursive type such as
 * `Json`.
 */
type JsonableList<T extends readonly unknown[]> = T extends unknown[]
  ? Jsonable<T[number]>[]
  : readonly Jsonable<T[number]>[];

/**
 * An additional constraint on a parameter: `unknown` for types that JSON preserves, otherwise a type that no
 * argument satisfies. The order of the branches lets generic functions compile: for a type parameter, the
 * compiler takes the second one.
 */
export type JsonConstraint<T> = Kept<T> extends never ? NotJson<Jsonable<T>> : unknown;

type Kept<T> = [T] extends [Jsonable<T>] ? true : never;
