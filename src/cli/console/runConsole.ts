import { catchError, defer, EMPTY, from, ignoreElements, type Observable, switchMap, tap } from 'rxjs';
import type { ConsoleOptions } from '../../console/index.js';
import type { Domain } from '../../models/index.js';
import { InvalidArgumentError } from '../../requests/index.js';
import { readDefinitions } from '../definitions/readDefinitions.js';
import type { CommandContext } from '../frame/CommandContext.js';
import { describeFailure } from '../frame/describeFailure.js';
import { printLine } from '../frame/printLine.js';
import { domainOf } from '../session/domainOf.js';
import type { ConsoleCommandOptions } from './command.js';
import { serveConsole } from './serveConsole.js';
import { auditView, consoleView } from './view.js';

/** Serves the console of a domain until it is unsubscribed. Prints a line for each action. */
export function runConsole(context: CommandContext, options: ConsoleCommandOptions): Observable<unknown> {
  const { port, host, allowHost, allowActions = false, workflows: modules = [] } = options;
  return defer(() => from(readModules(modules))).pipe(
    switchMap(definitions => {
      const domain = domainOf(context.connection);
      const note = failureNotes(context);
      return serveConsole(
        {
          domain,
          ...definitions,
          authorize: (_, { isRead }) => isRead || allowActions,
          onAction: record => printLine(context, record, look => auditView(record, look)),
          onError: note,
        },
        { port, host, hosts: allowHost },
      ).pipe(
        tap(served =>
          context.terminal.note(consoleView({ ...served, domain: domain.name, allowActions, host })),
        ),
        switchMap(() => checkAccess(domain, note)),
      );
    }),
  );
}

/** Reads the domain once, so that missing credentials are noted before the page is opened. */
const checkAccess = (domain: Domain, note: (error: unknown) => void): Observable<never> =>
  domain.upstream().pipe(
    ignoreElements(),
    catchError((error: unknown) => {
      note(error);
      return EMPTY;
    }),
  );

/** Notes errors, each once until another one comes: a page asks again and again. */
function failureNotes({ terminal, connection }: CommandContext): (error: unknown) => void {
  let last: string | undefined;
  return error => {
    const { message } = describeFailure(error, connection);
    if (message !== last) terminal.note(`error: ${message}\n`);
    last = message;
  };
}

async function readModules(
  modules: readonly string[],
): Promise<Pick<ConsoleOptions, 'workflows' | 'definitions'>> {
  if (modules.length === 0) return {};
  const read = await Promise.all(modules.map(readDefinitions));
  const workflows = read.flatMap(({ workflows }) => workflows);
  if (workflows.length === 0)
    throw new InvalidArgumentError(
      `${modules.join(', ')} exports no workflow with code, which --workflows is for`,
    );
  const known = new Set<unknown>(workflows);
  return { workflows, definitions: read.flatMap(({ types }) => types).filter(type => !known.has(type)) };
}
