import { anyOf } from './Output.js';

// Members that outputs and events share.
export const execution = { workflowId: 'text', runId: 'text' } as const;
export const type = { name: 'text', version: 'text' } as const;
export const taskList = { name: 'text' } as const;
export const childPolicy = anyOf('TERMINATE', 'REQUEST_CANCEL', 'ABANDON');
