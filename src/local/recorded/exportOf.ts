import type { Domain, RegisteredType } from '../state/Domain.js';
import type { Execution } from '../state/Execution.js';
import type { ExportedExecution, ExportedType } from './RecordedExecution.js';

function exportType<C>({ name, version, description, configuration }: RegisteredType<C>): ExportedType<C> {
  return { name, version, description, configuration };
}

/** Finds the distinct types that are still registered or deprecated. */
function typesOf<C>(
  names: readonly { readonly name: string; readonly version: string }[],
  find: (name: string, version: string) => RegisteredType<C> | undefined,
): ExportedType<C>[] {
  const found = new Set(names.map(({ name, version }) => find(name, version)));
  return [...found].flatMap(type => (type === undefined ? [] : [exportType(type)]));
}

const definitionOf = ({ name, description, retentionPeriod }: Domain) => ({
  name,
  description,
  retentionPeriod,
});

/** Returns everything that another service needs to go on with an execution. */
export function exportOf(source: Execution): ExportedExecution {
  const { domain, execution, events, open } = source;
  const workflows = events.flatMap(event => {
    const started =
      event.workflowExecutionStartedEventAttributes ??
      event.startChildWorkflowExecutionInitiatedEventAttributes ??
      event.workflowExecutionContinuedAsNewEventAttributes;
    return started === undefined ? [] : [started.workflowType];
  });
  const activities = events.flatMap(({ activityTaskScheduledEventAttributes: scheduled }) =>
    scheduled === undefined ? [] : [scheduled.activityType],
  );
  const children = Array.from(open?.children.values() ?? [], ({ runId = '' }) =>
    domain.region.executions.get(runId),
  );
  const exported: ExportedExecution = {
    format: 1,
    domain: definitionOf(domain),
    workflowExecution: execution,
    events,
    workflowTypes: typesOf(workflows, (name, version) => domain.workflowTypes.get(name, version)),
    activityTypes: typesOf(activities, (name, version) => domain.activityTypes.get(name, version)),
    // A stub is created again from the history of its parent.
    children: children.flatMap(child => (child?.open === undefined || child.isStub ? [] : [exportOf(child)])),
  };
  return exported;
}
