/** A question that a group of watches can ask. */
export type Question = 'list' | 'history' | 'describe';

/** A question about one thing. */
export type SingleQuestion = Exclude<Question, 'list'>;

/** Needs of a group of watches, and the cost of each question. */
export interface Demand {
  /** Number of watched things. */
  readonly watched: number;
  /** Looks per second that their intervals require. */
  readonly perSecond: number;
  /** Listings per second that the shortest interval requires. */
  readonly listingsPerSecond: number;
  /** Pages that a listing takes, as far as is known. */
  readonly pages: number;
  /** Calls per second that the budget of each question allows; 0 if the question can't be asked. */
  readonly budgets: Readonly<Record<Question, number>>;
}

/** Number of watched things up to which each is asked for by itself, whatever its interval. */
const few = 10;

/** Number of things up to which each is described at every look: its bucket lasts for a while. */
const veryFew = 2;

/** Share of a budget that the simplest question may take. */
const comfortable = 0.5;

/** Chooses the question about one thing that takes the smallest part of its budget. */
export function chooseSingle({ watched, perSecond, budgets }: Demand): SingleQuestion {
  const describe = load(perSecond, budgets.describe);
  const isSimple = describe <= comfortable || (watched <= veryFew && budgets.describe > 0);
  return isSimple || describe <= load(perSecond, budgets.history) ? 'describe' : 'history';
}

/**
 * Chooses the cheapest question by which all watched things are seen as often as wanted: the one that takes
 * the smallest part of its budget. A question about one thing is preferred while it is comfortably within
 * budget, because visibility lags behind, and a page may hold a thousand executions for two that are watched.
 */
export function choose(demand: Demand): Question {
  const { watched, perSecond, listingsPerSecond, pages, budgets } = demand;
  const single = chooseSingle(demand);
  const singleLoad = load(perSecond, budgets[single]);
  if (watched <= few || singleLoad <= comfortable) return single;
  return load(listingsPerSecond * pages, budgets.list) < singleLoad ? 'list' : single;
}

/** Part of a budget that is needed. */
const load = (perSecond: number, budget: number): number =>
  budget > 0 ? perSecond / budget : Number.POSITIVE_INFINITY;
