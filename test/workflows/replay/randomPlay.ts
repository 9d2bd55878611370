import * as fc from 'fast-check';
import type { HistoryBuilder } from 'rx-swf/testing';
import { activity, type WorkflowContext, type WorkflowDefinition, workflow } from 'rx-swf/workflows';
import { concat, defer, endWith, ignoreElements, merge, type Observable, of, race, take, timer } from 'rxjs';

/** A workflow as data. */
export type Plan =
  | { readonly kind: 'run'; readonly name: string }
  | { readonly kind: 'wait'; readonly seconds: number }
  | { readonly kind: 'note'; readonly name: string }
  | { readonly kind: 'call'; readonly name: string }
  | { readonly kind: 'tell'; readonly name: string }
  | { readonly kind: 'hear'; readonly name: string }
  | { readonly kind: 'in turn' | 'at once' | 'first of'; readonly plans: readonly Plan[] };

const names = fc.constantFrom('a', 'b', 'c');
const step = fc.oneof(
  fc.record({ kind: fc.constant('run' as const), name: names }),
  fc.record({ kind: fc.constant('wait' as const), seconds: fc.integer({ min: 0, max: 9 }) }),
  fc.record({ kind: fc.constant('note' as const), name: names }),
  fc.record({ kind: fc.constant('call' as const), name: names }),
  fc.record({ kind: fc.constant('tell' as const), name: names }),
  fc.record({ kind: fc.constant('hear' as const), name: names }),
);

/** Workflows of any shape. */
export const anyPlan: fc.Arbitrary<Plan> = fc.letrec<{ plan: Plan }>(tie => ({
  plan: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    step,
    fc.record({
      kind: fc.constantFrom('in turn' as const, 'at once' as const, 'first of' as const),
      plans: fc.array(tie('plan'), { minLength: 1, maxLength: 4 }),
    }),
  ),
})).plan;

/** A change of one command of a workflow: the n-th that it issues. */
export interface Change {
  readonly at: number;
  readonly to: 'nothing' | 'one more' | 'another type' | 'another kind';
}

const work = (name: string) => activity<string, unknown>({ name, version: '1' });

/**
 * Returns the code of a plan, complete or with one command changed.
 *
 * @param issued - called with each command as `told` has it
 */
export function playOf(
  plan: Plan,
  change?: Change,
  issued: (command: string) => void = () => {},
): WorkflowDefinition<unknown, unknown> {
  return workflow({ name: 'Play', version: '1' }, (_: unknown, context) =>
    concat(new Course(context, change, issued).of(plan), context.marker('the end')),
  );
}

/** One run of a plan. */
class Course {
  #issued = 0;
  #ids = 0;

  constructor(
    readonly context: WorkflowContext,
    readonly change: Change | undefined,
    readonly issued: (command: string) => void,
  ) {}

  of(plan: Plan): Observable<unknown> {
    switch (plan.kind) {
      case 'in turn':
        return concat(...plan.plans.map(one => this.of(one))).pipe(ignoreElements(), endWith(0));
      case 'at once':
        return merge(...plan.plans.map(one => this.of(one))).pipe(ignoreElements(), endWith(0));
      case 'first of':
        return race(...plan.plans.map(one => this.of(one))).pipe(take(1));
      case 'hear':
        return this.context.signal(plan.name).pipe(take(1));
      case 'wait':
        return plan.seconds === 0 ? timer(0) : defer(() => this.#command(plan));
      default:
        return defer(() => this.#command(plan));
    }
  }

  #command(plan: Exclude<Plan, { readonly plans: unknown }>): Observable<unknown> {
    this.#issued += 1;
    const to = this.#issued === this.change?.at ? this.change.to : undefined;
    if (to === 'nothing') return of(0);
    if (to === 'another kind') return this.context.marker('instead');
    if (to === 'one more') this.context.run(work('More'), '').subscribe();
    return this.#issue(plan, `${this.#issued}`, to === 'another type' ? 1 : 0);
  }

  #issue(plan: Plan, number: string, more: 0 | 1): Observable<unknown> {
    const { run, marker, lambda, signalExternal } = this.context;
    const other = '+'.repeat(more);
    switch (plan.kind) {
      case 'run':
        this.issued(`ScheduleActivityTask ${this.#id}`);
        return run(work(plan.name + other), number);
      case 'wait':
        this.issued(`StartTimer ${this.#id}`);
        return timer((plan.seconds + more) * 1_000);
      case 'call':
        this.issued(`ScheduleLambdaFunction ${this.#id}`);
        return lambda(plan.name + other);
      case 'note':
        this.issued(`RecordMarker ${number}`);
        return marker(number + other);
      case 'tell':
        this.issued(`SignalExternalWorkflowExecution ${number}`);
        return signalExternal({ workflowId: number, runId: 'r' }, plan.name + other);
      default:
        throw new Error(`${plan.kind} issues nothing`);
    }
  }

  /** Id of the next command that the library numbers. */
  get #id(): string {
    this.#ids += 1;
    return `${this.#ids}`;
  }
}

/** Lets one of the possible things happen, selected by `choice`. A signal is always possible. */
export function happen(builder: HistoryBuilder, choice: number): void {
  const { activities, timers, lambdaFunctions, externalSignals } = builder.build();
  const possible = [
    ...activities.open.map(({ id, state }) => () => {
      if (state === 'scheduled') builder.activityStarted(id);
      builder.activityCompleted(id);
    }),
    ...timers.started.map(
      ({ id }) =>
        () =>
          builder.timerFired(id),
    ),
    ...lambdaFunctions.scheduled.map(
      ({ id }) =>
        () =>
          builder.lambdaStarted(id).lambdaCompleted(id),
    ),
    ...externalSignals.initiated.map(
      ({ id }) =>
        () =>
          builder.externalSignalDelivered(id),
    ),
    ...['a', 'b', 'c'].map(name => () => builder.signal(name)),
  ];
  possible[(Math.imul(choice + 1, 0x9e37_79b1) >>> 8) % possible.length]?.();
}
