import type { ExecutionRecord } from 'rx-swf/remote';
import { hrefOf } from '../frame/useRoute.js';

/** Returns what identifies an execution in a list. */
export const executionKey = ({ workflowId, runId = '' }: ExecutionRecord): string => `${workflowId} ${runId}`;

/** Returns the place of an execution. */
export const executionHref = ({ workflowId, runId }: ExecutionRecord): string =>
  hrefOf(['executions', workflowId, ...(runId === undefined ? [] : [runId])]);
