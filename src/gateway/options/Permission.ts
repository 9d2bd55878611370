/** An answer of `authorize` that tells who asks. */
export interface Permission {
  /** Anything but `true` denies the action. */
  readonly isAllowed: boolean;
  /** Name of who asks, for `onAction`. */
  readonly who?: string;
}
