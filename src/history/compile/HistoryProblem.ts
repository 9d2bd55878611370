/** An inconsistency in a history. */
export interface HistoryProblem {
  /** Id of the event that revealed it. */
  readonly eventId: number;
  /** `ActivityTaskCompleted finds Activity('1', completed)` */
  readonly message: string;
}
