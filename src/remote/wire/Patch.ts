/**
 * A change of a JSON value: a new value, or the changes of the members of an object or of the elements of a list. In a
 * list, elements are cut first, then put, and then changed.
 */
export interface Patch {
  /** The new value, in place of the others. */
  readonly set?: unknown;
  /** Changed and new members of an object. */
  readonly of?: Readonly<Record<string, Patch>>;
  /** Members that an object no longer has. */
  readonly drop?: readonly string[];
  /** Indexes of the elements that a list no longer has, as before the change. */
  readonly cut?: readonly number[];
  /** New elements of a list, and their indexes after the change, in order. */
  readonly put?: readonly (readonly [index: number, value: unknown])[];
  /** Changes of elements of a list, and their indexes after the change. */
  readonly at?: readonly (readonly [index: number, patch: Patch])[];
}
