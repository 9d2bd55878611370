import { findActivity, watchActivity } from '../history/views/activityTasks.js';
import { offerAgain } from '../history/views/offers.js';
import type { Change, TypeName } from '../state/Change.js';
import { Domain, type RegisteredType } from '../state/Domain.js';
import type { Region } from '../state/Region.js';
import type { Registered, Registry } from '../state/Registry.js';

type Apply<K extends Change['kind']> = (region: Region, change: Extract<Change, { kind: K }>) => void;

function domainOf(region: Region, name: string): Domain {
  const domain = region.domains.get(name);
  if (domain === undefined) throw new Error(`Unknown domain ${name}`);
  return domain;
}

interface Deprecatable extends Registered {
  deprecatedAt: number | undefined;
}

function add<C>(
  region: Region,
  types: Registry<RegisteredType<C>>,
  type: { name: string; version: string; description?: string | undefined; configuration: C },
): void {
  const { name, version, description, configuration } = type;
  const createdAt = region.now;
  const status = 'REGISTERED';
  types.add({ name, version, status, description, configuration, createdAt, deprecatedAt: undefined });
}

function setStatus<T extends Deprecatable>(
  region: Region,
  types: Registry<T>,
  { name, version, status }: TypeName & Pick<T, 'status'>,
): void {
  const type = types.get(name, version);
  if (type === undefined) throw new Error(`Unknown type ${name} ${version}`);
  types.changeStatus(type, status);
  type.deprecatedAt = status === 'DEPRECATED' ? region.now : undefined;
}

const applications: { readonly [K in Change['kind']]: Apply<K> } = {
  domain(region, { domain, retentionPeriod, description }) {
    region.domains.add(new Domain(region, domain, retentionPeriod, description));
  },

  domainStatus(region, { domain, status }) {
    region.domains.changeStatus(domainOf(region, domain), status);
  },

  tags(region, { domain, tags }) {
    const own = domainOf(region, domain).tags;
    own.clear();
    for (const { key, value } of tags) own.set(key, value);
  },

  workflowType(region, type) {
    add(region, domainOf(region, type.domain).workflowTypes, type);
  },

  activityType(region, type) {
    add(region, domainOf(region, type.domain).activityTypes, type);
  },

  workflowTypeStatus(region, change) {
    setStatus(region, domainOf(region, change.domain).workflowTypes, change);
  },

  activityTypeStatus(region, change) {
    setStatus(region, domainOf(region, change.domain).activityTypes, change);
  },

  heartbeat(region, { runId, scheduledEventId, details }) {
    const execution = region.executions.get(runId);
    const activity = execution && findActivity(execution, scheduledEventId);
    if (activity === undefined)
      throw new Error(`Unknown activity task ${scheduledEventId} of execution ${runId}`);
    activity.heartbeatAt = region.now;
    activity.heartbeatDetails = details;
    watchActivity(activity);
  },

  offer(region, { runId, scheduledEventId }) {
    const execution = region.executions.get(runId);
    const running = execution?.open?.running;
    const task =
      running?.scheduledEventId === scheduledEventId
        ? running
        : execution && findActivity(execution, scheduledEventId);
    if (task === undefined) throw new Error(`Unknown task ${scheduledEventId} of execution ${runId}`);
    offerAgain(task);
  },
};

/** Applies a change to a region, without writing it to the journal. */
export function apply<C extends Change>(region: Region, change: C): void {
  // Each entry of the table accepts the changes of its key's kind, which the compiler can't infer.
  const application = applications[change.kind] as (region: Region, change: C) => void;
  application(region, change);
}

/** Writes a change to the journal, and applies it. */
export function change(region: Region, change: Change): void {
  region.journal?.write(change);
  apply(region, change);
}
