import type { EventRecord } from 'rx-swf/remote';

/** An event that another one refers to, or that refers to it. */
export interface EventLink {
  readonly id: number;
  /** Word for the relation: `scheduled`, `decided by`, `completed`. */
  readonly relation: string;
}

/** Relations of the attributes that name another event of the same history. */
const relations: Readonly<Record<string, string>> = {
  scheduledEventId: 'scheduled',
  startedEventId: 'started',
  initiatedEventId: 'initiated',
  decisionTaskCompletedEventId: 'decided by',
  latestCancelRequestedEventId: 'cancel requested',
  externalInitiatedEventId: 'initiated',
};

/** The events that refer to each event, except through their decision, to which all commands of a turn refer. */
export type Referrers = ReadonlyMap<number, readonly number[]>;

/** Returns the events that refer to each event. */
export function referrersOf(events: readonly EventRecord[]): Referrers {
  const referrers = new Map<number, number[]>();
  for (const event of events) {
    for (const { id } of namedBy(event)) {
      const list = referrers.get(id);
      if (list === undefined) referrers.set(id, [event.id]);
      else list.push(event.id);
    }
  }
  return referrers;
}

/** Returns the links of an event: first those that it names, then those that name it. */
export function linksOf(
  event: EventRecord,
  referrers: Referrers,
  nameOf: (id: number) => string | undefined,
): readonly EventLink[] {
  const named = namedBy(event);
  const ids = new Set(named.map(({ id }) => id));
  const naming = (referrers.get(event.id) ?? [])
    .filter(id => !ids.has(id))
    .map(id => ({ id, relation: ending(nameOf(id) ?? '') }));
  return [...named, ...naming];
}

/** Events that the attributes name. In SWF, 0 stands for none. */
function namedBy({ attributes }: EventRecord): readonly EventLink[] {
  return Object.entries(relations).flatMap(([name, relation]) => {
    const id = attributes[name];
    return typeof id === 'number' && id > 0 ? [{ id, relation }] : [];
  });
}

/** The last words of the name of an event: `completed` of `ActivityTaskCompleted`. */
function ending(name: string): string {
  const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  const known = /(cancel requested|timed out|continued as new|\w+)$/.exec(words);
  return known?.[0] ?? 'event';
}

/** Returns the ids of all events of the same thing: its scheduling, start and end, in order. */
export function chainOf(
  event: EventRecord,
  referrers: Referrers,
  eventOf: (id: number) => EventRecord | undefined,
): readonly number[] {
  const chain = new Set<number>([event.id]);
  for (const id of chain) {
    const one = eventOf(id);
    if (one === undefined) continue;
    for (const link of namedBy(one)) if (link.relation !== 'decided by') chain.add(link.id);
    for (const next of referrers.get(id) ?? []) {
      const referrer = eventOf(next);
      // All commands of a turn refer to its decision, and are not the same thing.
      if (referrer !== undefined && referrer.attributes['decisionTaskCompletedEventId'] !== id)
        chain.add(next);
    }
  }
  return [...chain].sort((a, b) => a - b);
}
