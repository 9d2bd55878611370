import { subjects } from '../history/subjects.js';
import type { Source } from './Completion.js';

/** What completes the value of an option, by its long name. */
export const optionSources: Readonly<Record<string, Source | 'files'>> = {
  '--workflow-id': 'executions',
  '--type': 'workflowTypes',
  '--domain': 'domains',
  '--seed-domain': 'domains',
  '--task-list': 'taskLists',
  '--profile': 'profiles',
  '--seed': 'files',
  '--data': 'files',
  '--credentials': 'files',
  '--workflows': 'files',
  '--report': 'files',
  '--folder': 'files',
  '--junit': 'files',
  '--history': 'files',
  '--import': 'files',
  '--workflow': 'workflowTypes',
};

/** Words that complete the value of an option, by the names of its command and of itself. */
export const optionWords: Readonly<Record<string, readonly string[]>> = {
  'history --type': subjects,
};

/** What completes an argument, by its name in the help, or together with the names of its command. */
export const argumentSources: Readonly<Record<string, Source | 'files'>> = {
  'deprecate domain name': 'domains',
  'deprecate workflow name@version': 'workflowTypes',
  'deprecate activity name@version': 'activityTypes',
  id: 'executions',
  'workflow-id': 'executions',
  'id-or-name': 'executions',
  'type@version': 'workflowTypes',
  type: 'types',
  domain: 'domains',
  list: 'taskLists',
  lists: 'taskLists',
  'task-list': 'taskLists',
  module: 'files',
  history: 'files',
  histories: 'files',
  file: 'files',
};
