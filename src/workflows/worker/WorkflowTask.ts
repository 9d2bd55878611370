import type { History } from '../../history/index.js';
import type { PolledTask } from '../../streams/actors/decide/pollDecisionTask.js';
import type { TaskObserver } from '../../streams/index.js';
import { DecisionTask } from '../../streams/index.js';
import type { Run } from '../replay/Run.js';

/**
 * A decision task of a durable workflow. Its history has the whole execution, or only the events that follow
 * those of `run`.
 */
export class WorkflowTask extends DecisionTask {
  /** The run that its events continue; `undefined` if it has to be replayed from the whole history. */
  readonly #run: Run | undefined;

  constructor({ domain, sdk }: PolledTask, history: History, observer: TaskObserver, run: Run | undefined) {
    super(domain, sdk, history, observer);
    this.#run = run;
  }

  get run(): Run | undefined {
    return this.#run;
  }
}
