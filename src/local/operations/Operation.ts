import type { Input, OperationName, Output, PollName } from '../api/Operations.js';
import type { Region } from '../state/Region.js';
import type { AnyTaskList } from '../state/TaskList.js';

/**
 * The result of a poll on a list without tasks: the list to wait on, and the answer if no task arrives in
 * time.
 */
export class NoTask {
  readonly list: AnyTaskList;
  /** As Amazon sends it: with the event ids, without a task token. */
  readonly answer: object;

  constructor(list: AnyTaskList, answer: object) {
    this.list = list;
    this.answer = answer;
  }
}

/**
 * Carries out one operation at `region.now`: changes the region and returns the answer, or throws a fault and
 * changes nothing.
 */
export type Operation<N extends OperationName> = (
  region: Region,
  input: Input<N>,
) => N extends PollName ? Output<N> | NoTask : Output<N> extends undefined ? void : Output<N>;
