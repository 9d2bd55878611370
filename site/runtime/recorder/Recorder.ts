import type { ExportedExecution, LocalSwf } from 'rx-swf/local';
import { asyncScheduler, auditTime, merge, type Observable, type SchedulerLike, Subject } from 'rxjs';

/** The ids of an execution, and the service that it is in. */
interface Tracked {
  readonly swf: LocalSwf;
  readonly domain: string;
  readonly workflowId: string;
  readonly runId: string;
}

/** Milliseconds between two looks at the executions. */
const pause = 60;
/** Number of executions whose histories are read. A block that makes more is about lists. */
const mostRuns = 8;

/**
 * The executions of the embedded services that a block creates.
 *
 * The notices of a service tell which executions there are, and each answered call that something may have changed.
 * Histories are then exported. A service is read a last time before it closes, after which nothing of it can be read.
 */
export class Recorder {
  readonly #tracked = new Map<string, Tracked>();
  readonly #histories = new Map<string, ExportedExecution>();
  readonly #changes = new Subject<void>();
  readonly #scheduler: SchedulerLike;

  constructor(scheduler: SchedulerLike = asyncScheduler) {
    this.#scheduler = scheduler;
  }

  /** Emits when histories may have grown, at most every few milliseconds. */
  get changes$(): Observable<void> {
    return this.#changes.pipe(auditTime(pause, this.#scheduler));
  }

  /** Records the executions of a service from now on. */
  watch(swf: LocalSwf): void {
    swf.notices$.subscribe(({ resources: [arn = ''], detail }) => {
      const { workflowId, runId } = detail.workflowExecutionDetail.executionInfo.execution;
      this.add({ swf, domain: arn.replace(/^.*\/domain\//, ''), workflowId, runId });
    });
    merge(swf.notices$, swf.calls$).subscribe(() => this.#changes.next());
    const { close } = swf;
    Object.defineProperty(swf, 'close', {
      value: async () => {
        await this.read();
        await close.call(swf);
      },
    });
  }

  /** Records an execution that is there already. */
  add(execution: Tracked): void {
    if (this.#tracked.size < mostRuns) this.#tracked.set(execution.runId, execution);
  }

  /** Resolves to the histories as they are now. */
  async read(): Promise<readonly ExportedExecution[]> {
    for (const { swf, domain, workflowId, runId } of this.#tracked.values()) {
      try {
        this.#histories.set(runId, await swf.exportExecution(domain, { workflowId, runId }));
      } catch {
        // Closed, deleted, or in another region: what was read before is what can be shown.
      }
    }
    return [...this.#histories.values()];
  }
}
