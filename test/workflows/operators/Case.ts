import { asyncScheduler, type Observable, type SchedulerLike } from 'rxjs';

/** Environment of a case, on virtual time or in a workflow. */
export interface CaseContext<S extends SchedulerLike | undefined = SchedulerLike | undefined> {
  /** To be passed to every operator that takes one; `undefined` where the operators' own default is on trial. */
  readonly scheduler: S;
  /** Milliseconds, from whenever. */
  readonly now: () => number;
  /** Marbles of a second each, from the subscription on. */
  readonly cold: (marbles: string) => Observable<string>;
  /** The case's hot source: marbles of a second each, the first half a second after the start. In a workflow, signals. */
  readonly hot$: Observable<string>;
}

/** Whether the operators are passed a scheduler, or take the time that they find. */
export type Form = 'passed' | 'host';

/** What is on trial. */
export interface Case {
  readonly forms: readonly Form[];
  readonly hot: string | undefined;
  readonly run: (context: CaseContext) => Observable<unknown>;
}

/** Cases by their names, of which the first word is the operator's. */
export type Cases = Readonly<Record<string, Case>>;

/** An operator that has no time of its own, or takes it from a scheduler only. */
export const passed = (
  run: (context: CaseContext<SchedulerLike>) => Observable<unknown>,
  hot?: string,
): Case => ({
  forms: ['passed'],
  hot,
  run: context => run({ ...context, scheduler: context.scheduler ?? asyncScheduler }),
});

/** An operator that takes its time from a scheduler, or from the host if it is given none. */
export const timed = (run: (context: CaseContext) => Observable<unknown>, hot?: string): Case => ({
  forms: ['passed', 'host'],
  hot,
  run,
});

/** What takes its time from the host, and from nobody else. */
export const hostTimed = (run: (context: CaseContext) => Observable<unknown>, hot?: string): Case => ({
  forms: ['host'],
  hot,
  run,
});
