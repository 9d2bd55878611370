import type { SWFClient } from '@aws-sdk/client-swf';
import type { SchedulerLike } from 'rxjs';
import type { GroupPlace } from './WatchGroup.js';

/** The groups of watches that have subscribers, by client, scheduler and name. */
export class Groups<G> {
  readonly #groups = new WeakMap<SWFClient, Map<SchedulerLike, Map<string, G>>>();

  /** Returns a group, creating it if it has no subscriber yet. It is dropped when the last one leaves. */
  of(
    client: SWFClient,
    scheduler: SchedulerLike,
    domain: string,
    make: (place: GroupPlace) => G,
    name = domain,
  ): G {
    const schedulers = this.#groups.get(client) ?? new Map<SchedulerLike, Map<string, G>>();
    this.#groups.set(client, schedulers);
    const groups = schedulers.get(scheduler) ?? new Map<string, G>();
    schedulers.set(scheduler, groups);
    const known = groups.get(name);
    if (known !== undefined) return known;
    const onEmpty = () => {
      // Another one may have taken its place, if a subscriber has come back while it was told of the end.
      if (groups.get(name) !== group) return;
      groups.delete(name);
      if (groups.size === 0) schedulers.delete(scheduler);
    };
    const group: G = make({ client, scheduler, domain, onEmpty });
    groups.set(name, group);
    return group;
  }

  /** Returns a group that has subscribers. */
  find(client: SWFClient, scheduler: SchedulerLike, name: string): G | undefined {
    return this.#groups.get(client)?.get(scheduler)?.get(name);
  }
}
