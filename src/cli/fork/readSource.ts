import { concatMap, defer, from, map, type Observable } from 'rxjs';
import { History, type HistoryEventLike } from '../../history/index.js';
import type { HistoryJson } from '../../local/index.js';
import { InvalidArgumentError, messageOf } from '../../requests/index.js';
import { omitUndefined } from '../../values/index.js';
import type { Connection } from '../frame/CommandContext.js';
import { readInput } from '../frame/readInput.js';
import { runOf } from '../session/runOf.js';
import type { ForkCommandOptions } from './command.js';

/** A history to fork, and what it doesn't tell. */
export interface ForkSource {
  readonly history: HistoryJson & { readonly events: readonly HistoryEventLike[] };
  readonly region?: string;
  readonly domain?: string;
  readonly workflowId?: string;
  readonly runId?: string;
}

/** Reads the history of an execution from the service, or from a file. */
export function readSource(
  connection: Connection,
  { history: file, runId }: Pick<ForkCommandOptions, 'history' | 'runId'>,
  workflowId: string | undefined,
): Observable<ForkSource> {
  if (file !== undefined)
    return defer(() => from(fromFile(file, { domain: connection.domain, workflowId, runId })));
  if (workflowId === undefined)
    throw new InvalidArgumentError('Pass a workflow id, or --history with a file');
  return runOf(connection, workflowId, runId).pipe(
    concatMap(run =>
      run.history().pipe(
        concatMap(history =>
          from(run.domain.client.config.region()).pipe(
            map(region => ({
              history: history.toJSON(),
              region,
              domain: run.domain.name,
              workflowId,
              ...omitUndefined({ runId: run.runId }),
            })),
          ),
        ),
      ),
    ),
  );
}

async function fromFile(
  file: string,
  identity: { readonly [K in 'domain' | 'workflowId' | 'runId']: string | undefined },
): Promise<ForkSource> {
  try {
    const parsed: unknown = JSON.parse(await readInput(file));
    const history = { ...(parsed as object), ...History.from(parsed as { readonly events?: [] }).toJSON() };
    return { history, ...omitUndefined(identity) };
  } catch (error) {
    throw new InvalidArgumentError(`Cannot read the history in ${file}: ${messageOf(error)}`, {
      cause: error,
    });
  }
}
