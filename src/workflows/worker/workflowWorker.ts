import { asyncScheduler, defer, EMPTY, finalize, from, type Observable, tap } from 'rxjs';
import { identity as hostIdentity, isProduction } from '#host';
import { type Domain, type DomainOrName, toDomain } from '../../models/index.js';
import { checkOptions, type Retry, uuid } from '../../requests/index.js';
import { checkTaskLists } from '../../streams/actors/ActorOptions.js';
import { answerDecisionTasks } from '../../streams/actors/decide/answerDecisionTasks.js';
import type { ActorEvent, ActorState, DecisionOutcome, DecisionTask } from '../../streams/index.js';
import {
  checkDuration,
  checkOneOf,
  eventBuffer,
  limits,
  omitUndefined,
  refuse,
  Stream,
} from '../../values/index.js';
import { candidateOptions } from '../candidate/CandidateOptions.js';
import { Candidates } from '../candidate/Candidates.js';
import { semanticsFor } from '../commands/Semantics.js';
import type { AnyWorkflow } from '../definitions/workflow.js';
import { checkTypes } from './checkTypes.js';
import { DecisionMaker, type Route } from './DecisionMaker.js';
import { RunCache } from './RunCache.js';
import { registerPolled } from './registerPolled.js';
import { stickyOptions } from './StickyOptions.js';
import { WorkflowDecider } from './WorkflowDecider.js';
import { type WorkflowWorkerOptions, workflowWorkerOptions } from './WorkflowWorkerOptions.js';

/** Seconds that a task is reserved for the worker that has its execution in memory. */
const stickyTimeout = 5;
/** Default number of concurrent decisions, which spend most of their time on the network. */
const defaultConcurrency = 10;
/** The fraction of decisions that is checked in production. */
const sample = 0.01;

/**
 * A worker that decides the tasks of durable workflows. Created by {@link workflowWorker}. A busy `for await` keeps
 * the latest 1,000 outcomes and doesn't slow the worker down.
 */
export class WorkflowWorker extends Stream<DecisionOutcome> {
  readonly domain: Domain;
  readonly workflows: readonly AnyWorkflow[];
  readonly #decider: WorkflowDecider;
  readonly #maker: DecisionMaker;
  readonly #runs: RunCache;
  readonly #candidates: Candidates | undefined;
  readonly #options: WorkflowWorkerOptions;
  /** The task lists that it shares with other workers. */
  readonly #lists: readonly string[];
  /** The task list that only this worker polls. */
  readonly #stickyList: string | undefined;
  #isDraining = false;

  constructor(
    domain: DomainOrName,
    taskLists: string | readonly string[],
    workflows: readonly AnyWorkflow[],
    options: WorkflowWorkerOptions,
  ) {
    super(subscriber => this.#decided().subscribe(subscriber), eventBuffer);
    check(workflows, options);
    const {
      onError: _e,
      register: isRegistering = false,
      sticky = {},
      globals = 'durable',
      maxOpen,
      candidate,
      ...actor
    } = options;
    const { shadow = isProduction() ? sample : 1, ...deciderOptions } = actor;
    const { concurrency = defaultConcurrency, scheduler = asyncScheduler } = options;
    const lists = checkTaskLists(taskLists);
    this.#runs = new RunCache(sticky);
    this.domain = toDomain(domain);
    this.workflows = Object.freeze([...workflows]);
    this.#options = options;
    this.#lists = lists;
    this.#stickyList = sticky === false ? undefined : ownList(lists[0]);
    this.#decider = new WorkflowDecider(
      this.domain,
      this.#stickyList === undefined ? lists : [...lists, this.#stickyList],
      { ...deciderOptions, concurrency, ...this.#drainOn() },
      this.#runs,
      onRetry => (isRegistering ? this.#register(onRetry) : EMPTY),
    );
    this.#candidates =
      candidate === undefined
        ? undefined
        : new Candidates({
            options: candidateOptions(candidate),
            workflows,
            isBusy: () => this.state.held >= concurrency,
            scheduler,
          });
    this.#maker = new DecisionMaker({
      domain: this.domain,
      workflows,
      runs: this.#runs,
      semantics: semanticsFor(maxOpen),
      globals,
      watchPromises: !isProduction(),
      shadow,
      logger: options.logger,
      candidates: this.#candidates,
      route: taskList => this.#route(taskList),
    });
  }

  /** The first of its task lists. The others, and the worker's own, are on the decider. */
  get taskList(): string {
    return this.#decider.taskList;
  }

  /** Events of this worker: polls, tasks, responses, retries. See `Actor.events$`. */
  get events$(): Stream<ActorEvent<DecisionTask>> {
    return this.#decider.events$;
  }

  /** The state of this worker: the present, then changes. See `Actor.state$`. */
  get state$(): Stream<ActorState> {
    return this.#decider.state$;
  }

  /** The state at this moment. */
  get state(): ActorState {
    return this.#decider.state;
  }

  /**
   * Registers its missing types, as `register: true` does before the first poll. The default task list of
   * types that set none is the first list of this worker. Emits once; errors with `TypeMismatchError`.
   */
  register(): Observable<void> {
    return this.#register();
  }

  #decided(): Observable<DecisionOutcome> {
    return defer(() => {
      const { onError = 'retry', backoff = {}, scheduler } = this.#options;
      this.#isDraining = false;
      const decided$ = this.#decider.pipe(
        answerDecisionTasks(task => this.#maker.decide(task), {
          ...omitUndefined({ scheduler }),
          backoff,
          onError,
        }),
        finalize(() => this.#runs.clear()),
      );
      return this.#candidates?.beside(decided$) ?? decided$;
    });
  }

  #register(onRetry?: (retry: Retry) => void): Observable<void> {
    return registerPolled(this.domain, this.#lists, this.workflows, { ...this.#options, onRetry });
  }

  /** Executions stay with this worker unless it is draining. */
  #route(taskList = this.taskList): Route {
    if (this.#stickyList === undefined) return {};
    if (this.#isDraining) return { taskList };
    const { sticky = {} } = this.#options;
    const { scheduleToStartTimeout = stickyTimeout } = sticky === false ? {} : sticky;
    return { taskList: this.#stickyList, taskListScheduleToStartTimeout: scheduleToStartTimeout };
  }

  #drainOn(): Pick<WorkflowWorkerOptions, 'drainOn'> {
    const { drainOn } = this.#options;
    if (drainOn === undefined) return {};
    return {
      drainOn: defer(() => from(drainOn)).pipe(
        tap(() => {
          this.#isDraining = true;
        }),
      ),
    };
  }
}

/**
 * Decides the tasks of durable workflows: a cold Observable of the outcome of each task. Subscribing starts
 * polling, unsubscribing stops it immediately, and `drainOn` stops it gracefully, as with all actors.
 *
 * - An execution stays with the worker that decided it last, on that worker's own task list, so that a
 *   decision processes only new events, however long the history is. If the worker is gone, another one
 *   replays the history.
 * - A decision fails if the code does not match the history, if a workflow does something that a replay
 *   cannot repeat, or if it waits for nothing that could happen. `onError` then determines what follows:
 *   `'retry'`, the default, records the error as a marker and retries with increasing delays; see `decide`
 *   for the others.
 * - Errors on failures that are not transient, and with `TypeMismatchError` if `register` finds a type
 *   registered with other defaults.
 *
 * @param taskLists - the task lists of these workflows
 * @throws `InvalidArgumentError` for invalid options. With sticky executions, `concurrency` must be at least
 * one more than the number of lists.
 * @example
 * ```ts
 * import { timer } from 'rxjs';
 * import { processSignals } from 'rx-swf';
 * import { workflow, workflowWorker } from 'rx-swf/workflows';
 *
 * const reminder = workflow({ name: 'Reminder', version: '1' }, (days: number) => timer(days * 86_400_000));
 *
 * workflowWorker('media', 'decisions', [reminder], { register: true, drainOn: processSignals() }).subscribe();
 * ```
 */
export function workflowWorker(
  domain: DomainOrName,
  taskLists: string | readonly string[],
  workflows: readonly AnyWorkflow[],
  options: WorkflowWorkerOptions = {},
): WorkflowWorker {
  return new WorkflowWorker(domain, taskLists, workflows, options);
}

/** Returns a task list that no other worker polls. */
function ownList(list: string | undefined): string {
  const own = `.${hostIdentity().replaceAll(/[:/|]/g, '.')}.${uuid().slice(0, 8)}`;
  return `${(list ?? '').slice(0, Math.max(0, limits.name - own.length))}${own}`.slice(-limits.name);
}

function checkWorkflows(field: string, workflows: readonly AnyWorkflow[]) {
  checkTypes(field, 'workflow', workflows);
  for (const [i, one] of workflows.entries())
    if (typeof one.run !== 'function') refuse(`${field}[${i}]`, one, 'a workflow created by workflow()');
}

function check(workflows: readonly AnyWorkflow[], options: WorkflowWorkerOptions) {
  checkOptions('workflowWorker()', options, workflowWorkerOptions);
  const { globals = 'durable', shadow = 1, sticky, candidate } = options;
  checkWorkflows('workflows', workflows);
  if (candidate !== undefined) checkWorkflows('candidate', candidateOptions(candidate).workflows);
  checkOneOf('globals', globals, ['durable', 'strict']);
  if (!(shadow >= 0 && shadow <= 1)) refuse('shadow', shadow, 'a number from 0 to 1');
  if (sticky) checkOptions('sticky', sticky, stickyOptions);
  const { scheduleToStartTimeout = stickyTimeout } = sticky || {};
  checkDuration('sticky.scheduleToStartTimeout', scheduleToStartTimeout);
}
