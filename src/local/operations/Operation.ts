import type { Input, OperationName, Output, PollName } from '../api/Operations.js';
import type { Region } from '../state/Region.js';
import type { AnyTaskList } from '../state/TaskList.js';

/** What a poll comes back with when its list has no task: where to wait, and what to answer in the end. */
export class NoTask {
  readonly list: AnyTaskList;
  /** As Amazon writes it: numbers are there, the task token is not. */
  readonly answer: object;

  constructor(list: AnyTaskList, answer: object) {
    this.list = list;
    this.answer = answer;
  }
}

/**
 * Carries out one operation at `region.now`: changes the region and answers, or throws a fault and changes nothing.
 */
export type Operation<N extends OperationName> = (
  region: Region,
  input: Input<N>,
) => N extends PollName ? Output<N> | NoTask : Output<N> extends undefined ? void : Output<N>;
