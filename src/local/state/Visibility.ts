import type { CloseStatus } from '@aws-sdk/client-swf';
import type { Execution } from './Execution.js';
import { type Order, SortedList } from './SortedList.js';

/** A filter of executions. A query has exactly one. */
export type Facet =
  | { readonly by: 'all' }
  | { readonly by: 'workflowId'; readonly value: string }
  | { readonly by: 'type'; readonly name: string; readonly version: string | undefined }
  | { readonly by: 'tag'; readonly value: string }
  | { readonly by: 'status'; readonly value: CloseStatus };

const startOrder: Order<Execution> = { major: item => item.startedAt, minor: item => item.serial };
const closeOrder: Order<Execution> = {
  major: item => item.closed?.at ?? 0,
  minor: item => item.closed?.serial ?? 0,
};

function keyOf(facet: Facet): string {
  switch (facet.by) {
    case 'all':
      return 'all';
    case 'type':
      return facet.version === undefined
        ? `type ${facet.name}`
        : `version ${facet.name}\u0000${facet.version}`;
    default:
      return `${facet.by} ${facet.value}`;
  }
}

function keysOf({ execution, workflowType, tagList = [], closed }: Execution): Set<string> {
  const { name, version } = workflowType;
  const keys = new Set([
    keyOf({ by: 'all' }),
    keyOf({ by: 'workflowId', value: execution.workflowId }),
    keyOf({ by: 'type', name, version: undefined }),
    keyOf({ by: 'type', name, version }),
  ]);
  // Tags can be null, which no query can filter by.
  for (const value of tagList) if (value !== null) keys.add(keyOf({ by: 'tag', value }));
  if (closed) keys.add(keyOf({ by: 'status', value: closed.status }));
  return keys;
}

/** Sorted lists of executions, one for each facet, so that no query visits items that it doesn't return. */
class Index {
  readonly #order: Order<Execution>;
  readonly #lists = new Map<string, SortedList<Execution>>();

  constructor(order: Order<Execution>) {
    this.#order = order;
  }

  list(key: string): SortedList<Execution> {
    return this.#lists.get(key) ?? new SortedList(this.#order);
  }

  add(keys: Iterable<string>, execution: Execution): void {
    for (const key of keys) {
      const list = this.list(key);
      if (list.size === 0) this.#lists.set(key, list);
      list.add(execution);
    }
  }

  delete(keys: Iterable<string>, execution: Execution): void {
    for (const key of keys) {
      const list = this.#lists.get(key);
      if (list?.delete(execution) && list.size === 0) this.#lists.delete(key);
    }
  }
}

/** The indexes behind the lists and counts of a domain's executions. */
export class Visibility {
  readonly #open = new Index(startOrder);
  readonly #closedByStart = new Index(startOrder);
  readonly #closedByClose = new Index(closeOrder);

  /** The retained execution that closed first. */
  get firstClosed(): Execution | undefined {
    return this.closedByClose({ by: 'all' }).first;
  }

  open(facet: Facet): SortedList<Execution> {
    return this.#open.list(keyOf(facet));
  }

  closedByStart(facet: Facet): SortedList<Execution> {
    return this.#closedByStart.list(keyOf(facet));
  }

  closedByClose(facet: Facet): SortedList<Execution> {
    return this.#closedByClose.list(keyOf(facet));
  }

  opened(execution: Execution): void {
    this.#open.add(keysOf(execution), execution);
  }

  closed(execution: Execution): void {
    this.#open.delete(keysOf(execution), execution);
    this.restored(execution);
  }

  /** Adds a closed execution that was never added as an open one. */
  restored(execution: Execution): void {
    const keys = keysOf(execution);
    this.#closedByStart.add(keys, execution);
    this.#closedByClose.add(keys, execution);
  }

  forget(execution: Execution): void {
    const keys = keysOf(execution);
    this.#closedByStart.delete(keys, execution);
    this.#closedByClose.delete(keys, execution);
  }
}
