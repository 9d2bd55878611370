/** Something in a history that does not fit with the rest of it. */
export interface Problem {
  /** The event at which it shows. */
  readonly eventId: number;
  /** `ActivityTaskCompleted finds Activity('1', completed)` */
  readonly message: string;
}
