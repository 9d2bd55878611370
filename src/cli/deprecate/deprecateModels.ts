import { type Observable, of, tap } from 'rxjs';
import { ActivityType, Domain, WorkflowType } from '../../models/index.js';
import type { TypeId } from '../../values/index.js';
import type { CommandContext } from '../frame/CommandContext.js';
import { oneLine } from '../frame/oneLine.js';
import { clientOf, domainOf } from '../session/domainOf.js';
import type { DeprecateOptions } from './command.js';

/** Deprecates a domain, or reverts that. */
export const deprecateADomain = (
  context: CommandContext,
  name: string,
  options: DeprecateOptions,
): Observable<unknown> =>
  change(context, new Domain({ name, client: clientOf(context.connection) }), options);

/** Deprecates a type, or reverts that. */
export function deprecateAType(
  context: CommandContext,
  kind: 'workflow' | 'activity',
  { name, version }: TypeId,
  options: DeprecateOptions,
): Observable<unknown> {
  const domain = domainOf(context.connection);
  const type =
    kind === 'workflow'
      ? new WorkflowType({ domain, name, version })
      : new ActivityType({ domain, name, version });
  return change(context, type, options);
}

function change(
  { terminal }: CommandContext,
  model: Domain | WorkflowType | ActivityType,
  { undo = false, dryRun = false }: DeprecateOptions,
): Observable<unknown> {
  const verb = undo ? 'undeprecate' : 'deprecate';
  if (dryRun) return of(model).pipe(tap(() => terminal.print(`Would ${verb} ${oneLine(`${model}`)}\n`)));
  const changed$: Observable<Domain | WorkflowType | ActivityType> = undo
    ? model.undeprecate()
    : model.deprecate();
  const done = undo ? 'Undeprecated' : 'Deprecated';
  return changed$.pipe(tap(() => terminal.print(`${done} ${oneLine(`${model}`)}\n`)));
}
