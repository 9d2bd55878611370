import { change } from '../changes/index.js';
import type { Domain } from '../state/Domain.js';
import type { Execution } from '../state/Execution.js';
import type { Region } from '../state/Region.js';
import { addStubs } from './addStubs.js';
import { checkRoom, type Place } from './checkRoom.js';
import type { RunIdentity } from './RecordedExecution.js';
import { registerExported, registerTypesOf } from './registerTypes.js';
import { resume } from './resume.js';
import { endOf, type Source, withParent } from './Source.js';
import { takeOver } from './takeOver.js';

/** Retention period of a domain that a history doesn't tell: the longest that SWF allows, in days. */
const longestRetention = '90';

/**
 * Restores an execution in a region, at the end of its events: registers what it needs, brings its state to
 * where it stood, and lets it go on.
 *
 * @param reach - moves the time of the service forward, if it is behind
 * @throws `ImportError` before anything is changed
 */
export function restore(
  region: Region,
  source: Source,
  identity: { readonly [K in keyof RunIdentity]: RunIdentity[K] | undefined } = {},
  reach: (time: number) => void = () => {},
): Execution {
  const name = identity.domain ?? source.domain?.name ?? 'forked';
  const ids = {
    workflowId: identity.workflowId ?? source.workflowExecution?.workflowId ?? 'forked',
    runId: identity.runId ?? source.workflowExecution?.runId ?? region.newRunId(),
  };
  checkAll(region, { domain: name, ...ids, retentionPeriod: retentionOf(region, name, source), source });
  reach(endOf(source));
  region.reach(endOf(source));
  const domain = toDomain(region, name, source);
  const { workflowTypes = [], activityTypes = [] } = source;
  registerExported(region, name, { workflowTypes, activityTypes });
  registerTypesOf(region, name, source.all);
  for (const child of newChildren(region, source)) restore(region, withParent(child, ids), { domain: name });
  const execution = takeOver(domain, ids, source.events);
  addStubs(execution);
  resume(execution);
  return execution;
}

/** Throws an `ImportError` if the region can't hold this run or one of its children. */
function checkAll(region: Region, place: Place): void {
  checkRoom(region, place);
  for (const source of newChildren(region, place.source)) {
    const { workflowId = '', runId = '' } = source.workflowExecution ?? {};
    checkAll(region, { ...place, workflowId, runId, source });
  }
}

const newChildren = (region: Region, { children }: Source): readonly Source[] =>
  children.filter(({ workflowExecution }) => !region.executions.has(workflowExecution?.runId ?? ''));

const retentionOf = (region: Region, name: string, { domain }: Source): string =>
  region.domains.get(name)?.retentionPeriod ?? domain?.retentionPeriod ?? longestRetention;

function toDomain(region: Region, name: string, source: Source): Domain {
  if (region.domains.get(name) === undefined) {
    const retentionPeriod = retentionOf(region, name, source);
    change(region, {
      kind: 'domain',
      domain: name,
      retentionPeriod,
      description: source.domain?.description,
    });
  }
  const found = region.domains.get(name);
  if (found === undefined) throw new Error(`Unknown domain ${name}`);
  return found;
}
