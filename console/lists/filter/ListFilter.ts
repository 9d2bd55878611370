import type { ExecutionRecord, RemoteFilter } from 'rx-swf/remote';
import { parseTime } from './parseTime.js';
import { type State, stateNames } from './states.js';

/** Numbers of executions that the page asks for: at first, and at most. */
export const limits = { usual: 1_000, most: 10_000 } as const;

/** What the address of a list selects. All members are texts of the address. */
export interface ListFilter {
  readonly states: readonly State[];
  readonly type: string;
  readonly workflowId: string;
  readonly tags: readonly string[];
  readonly since: string;
  readonly until: string;
  /** Part of an id, a type or a tag. The page itself looks for it. */
  readonly text: string;
  readonly limit: number;
}

/** Returns the filter in the query of an address. */
export function readFilter(query: URLSearchParams): ListFilter {
  const text = (name: string) => query.get(name)?.trim() ?? '';
  return {
    states: stateNames.filter(state => query.getAll('state').includes(state)),
    type: text('type'),
    workflowId: text('workflowId'),
    tags: query.getAll('tag').filter(tag => tag !== ''),
    since: text('since'),
    until: text('until'),
    text: query.get('text') ?? '',
    limit: query.get('limit') === `${limits.most}` ? limits.most : limits.usual,
  };
}

/** Returns the query of a filter. What is not set is not in it. */
export function writeFilter({ states, tags, limit, ...texts }: ListFilter): URLSearchParams {
  const query = new URLSearchParams();
  for (const state of states) query.append('state', state);
  for (const tag of tags) query.append('tag', tag);
  for (const [name, text] of Object.entries(texts)) if (text !== '') query.set(name, text);
  if (limit !== limits.usual) query.set('limit', `${limit}`);
  return query;
}

/** Returns the filter of the gateway. Ages count from `now`; a time that can't be read is left out. */
export function toRemoteFilter(filter: ListFilter, now: number): Omit<RemoteFilter, 'limit'> {
  const { states, type, workflowId, tags } = filter;
  const at = type.lastIndexOf('@');
  const since = parseTime(filter.since, now);
  const until = parseTime(filter.until, now);
  return {
    ...Object.fromEntries(states.map(state => [state, true])),
    ...(type !== '' && {
      type: at > 0 ? { name: type.slice(0, at), version: type.slice(at + 1) } : { name: type },
    }),
    ...(workflowId !== '' && { workflowId }),
    ...(tags.length > 0 && { tag: tags }),
    ...(since && { since }),
    ...(until && { until }),
  };
}

/** True if nothing but the limit is set. */
export const isEmpty = (filter: ListFilter): boolean =>
  `${writeFilter({ ...filter, limit: limits.usual })}` === '';

/** Returns a test whether an execution has a text in its id, type or tags. */
export function matcher(text: string): (item: ExecutionRecord) => boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return ({ workflowId, type, tagList = [] }) => {
    const all = `${workflowId} ${type?.name}@${type?.version} ${tagList.join(' ')}`.toLowerCase();
    return words.every(word => all.includes(word));
  };
}
