import { asyncScheduler, type Observable, type SchedulerLike } from 'rxjs';

/** Environment of a case, on virtual time or in a workflow. */
export interface CaseContext<S extends SchedulerLike | undefined = SchedulerLike | undefined> {
  /** Scheduler for every operator that takes one; `undefined` if the case tests the operators' own default. */
  readonly scheduler: S;
  /** Current time in milliseconds, from any origin. */
  readonly now: () => number;
  /** Creates a source of marbles of a second each, from the subscription on. */
  readonly cold: (marbles: string) => Observable<string>;
  /** The case's hot source: marbles of a second each, the first half a second after the start. In a workflow, signals. */
  readonly hot$: Observable<string>;
}

/** How operators get their scheduler: passed as an argument, or the host's time by default. */
export type Form = 'passed' | 'host';

/** A test case of an operator. */
export interface Case {
  readonly forms: readonly Form[];
  readonly hot: string | undefined;
  readonly run: (context: CaseContext) => Observable<unknown>;
}

/** Cases by name. The first word of a name is the operator. */
export type Cases = Readonly<Record<string, Case>>;

/** Creates a case of an operator that does not depend on time, or only through a scheduler. */
export const passed = (
  run: (context: CaseContext<SchedulerLike>) => Observable<unknown>,
  hot?: string,
): Case => ({
  forms: ['passed'],
  hot,
  run: context => run({ ...context, scheduler: context.scheduler ?? asyncScheduler }),
});

/** Creates a case of an operator that takes its time from a scheduler, or from the host without one. */
export const timed = (run: (context: CaseContext) => Observable<unknown>, hot?: string): Case => ({
  forms: ['passed', 'host'],
  hot,
  run,
});

/** Creates a case of an operator that takes its time only from the host. */
export const hostTimed = (run: (context: CaseContext) => Observable<unknown>, hot?: string): Case => ({
  forms: ['host'],
  hot,
  run,
});
