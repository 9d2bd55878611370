import type { DomainDrift } from '../../streams/index.js';

/** A plan, as commands print it in JSON. */
export interface PlanRecord {
  readonly domain: string;
  /** Changes that `rx-swf apply` makes, in this order. */
  readonly steps: readonly { readonly action: string; readonly what: string }[];
  /** Differences that SWF can't change, with advice on what to change in code. */
  readonly manual: readonly {
    readonly what: string;
    readonly attributes: readonly string[];
    readonly advice: string;
  }[];
}

/** Returns the record of the plan that removes a drift. */
export function toPlanRecord({ domain, plan }: DomainDrift): PlanRecord {
  return {
    domain: domain.name,
    steps: plan.steps.map(({ action, model }) => ({ action, what: `${model}` })),
    manual: plan.manual.map(({ model, diff, advice }) => ({
      what: `${model}`,
      attributes: diff.attrs,
      advice,
    })),
  };
}
