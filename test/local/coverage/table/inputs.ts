import { list, oneOf, required, structure, tagText, text, time, trimmed } from './Input.js';

// Inputs that several operations share.
export const childPolicy = oneOf('TERMINATE', 'REQUEST_CANCEL', 'ABANDON');
export const registrationStatus = oneOf('REGISTERED', 'DEPRECATED');
export const closeStatus = oneOf(
  'COMPLETED',
  'FAILED',
  'CANCELED',
  'TERMINATED',
  'CONTINUED_AS_NEW',
  'TIMED_OUT',
);
export const taskList = structure({ name: required(trimmed(1, 256)) });
export const tagList = list(text(0, 256), 5);
export const type = structure({ name: required(text(1, 256)), version: required(text(1, 64)) });
export const execution = structure({ workflowId: required(text(1, 256)), runId: required(text(1, 64)) });
export const timeFilter = structure({ oldestDate: required(time), latestDate: time });
export const resourceTagKey = tagText(1, 128);
export const resourceTags = list(structure({ key: required(resourceTagKey), value: tagText(0, 256) }));
