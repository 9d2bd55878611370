import { hrefOf, navigate } from '../../frame/useRoute.js';
import type { ExecutionView } from './useExecution.js';

/** Properties of each view of an execution. */
export interface ViewProps {
  readonly view: ExecutionView;
  readonly query: URLSearchParams;
  readonly workflowId: string;
  readonly runId: string | undefined;
}

/** Returns the address of a view of the same run. Without a value, a parameter is left out. */
export function hrefOfView(
  { workflowId, runId, query }: Pick<ViewProps, 'workflowId' | 'runId' | 'query'>,
  changes: Readonly<Record<string, string | undefined>>,
): string {
  const next = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) next.delete(name);
    else next.set(name, value);
  }
  return hrefOf(['executions', workflowId, ...(runId === undefined ? [] : [runId])], next);
}

/** Goes to an address in place of the present one, so that Back leaves the page and not a selection. */
export const replaceRoute = (href: string): void => navigate(href, { isReplaced: true });
