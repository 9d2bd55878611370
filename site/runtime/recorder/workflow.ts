import { workflow as define } from '../../../src/workflows/definitions/workflow.js';
import { recording } from './recording.js';

/** Stands in for the function of this name in the bundles of the page: records what it defines. */
export const workflow: typeof define = (...definition: Parameters<typeof define>) => {
  const defined = define(...definition);
  recording.workflows.set(`${defined.name}@${defined.version}`, defined);
  return defined;
};
