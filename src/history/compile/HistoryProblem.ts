/** An inconsistency in a history. */
export interface HistoryProblem {
  /** Id of the event that revealed it. */
  readonly eventId: number;
  /** `ActivityTaskCompleted is not valid for Activity('1', completed)` */
  readonly message: string;
}
