import { type Observable, of, tap } from 'rxjs';
import { ActivityType, Domain, WorkflowType } from '../../models/index.js';
import { omitUndefined } from '../../values/index.js';
import type { CommandContext } from '../frame/CommandContext.js';
import { oneLine } from '../frame/oneLine.js';
import { clientOf, domainOf } from '../session/domainOf.js';
import type {
  RegisterActivityOptions,
  RegisterDomainOptions,
  RegisterWorkflowOptions,
  TypeName,
} from './command.js';

/** Registers a domain. */
export function registerADomain(
  context: CommandContext,
  name: string,
  { retention, description, dryRun }: RegisterDomainOptions,
): Observable<unknown> {
  const client = clientOf(context.connection);
  return save(
    context,
    new Domain({ name, client, ...omitUndefined({ retentionPeriod: retention, description }) }),
    dryRun,
  );
}

/** Registers a workflow type. */
export function registerAWorkflow(
  context: CommandContext,
  type: TypeName,
  { executionTimeout, decisionTimeout, dryRun, ...options }: RegisterWorkflowOptions,
): Observable<unknown> {
  const { description, taskList, taskPriority, childPolicy, lambdaRole } = options;
  const defaults = omitUndefined({
    description,
    taskList,
    taskPriority,
    childPolicy,
    lambdaRole,
    executionStartToCloseTimeout: executionTimeout,
    taskStartToCloseTimeout: decisionTimeout,
  });
  return save(
    context,
    new WorkflowType({ domain: domainOf(context.connection), ...type, ...defaults }),
    dryRun,
  );
}

/** Registers an activity type. */
export function registerAnActivity(
  context: CommandContext,
  type: TypeName,
  options: RegisterActivityOptions,
): Observable<unknown> {
  const { description, taskList, taskPriority, heartbeatTimeout, dryRun } = options;
  const { scheduleToStartTimeout, startToCloseTimeout, scheduleToCloseTimeout } = options;
  const defaults = omitUndefined({
    description,
    taskList,
    taskPriority,
    heartbeatTimeout,
    scheduleToStartTimeout,
    startToCloseTimeout,
    scheduleToCloseTimeout,
  });
  return save(
    context,
    new ActivityType({ domain: domainOf(context.connection), ...type, ...defaults }),
    dryRun,
  );
}

function save(
  { terminal }: CommandContext,
  model: Domain | WorkflowType | ActivityType,
  isDryRun = false,
): Observable<unknown> {
  if (isDryRun) return of(model).pipe(tap(() => terminal.print(`Would register ${oneLine(`${model}`)}\n`)));
  const saved$: Observable<Domain | WorkflowType | ActivityType> = model.save();
  return saved$.pipe(tap(() => terminal.print(`Registered ${oneLine(`${model}`)}\n`)));
}
