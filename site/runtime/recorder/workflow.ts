import type { AnyWorkflow } from 'rx-swf/workflows';
import { workflow as define } from '../../../src/workflows/definitions/workflow.js';
import { recording } from './recording.js';

/** Stands in for the function of this name in the bundles of the page: records what it defines. */
export const workflow: typeof define = new Proxy(define, {
  apply(target, self, values) {
    const defined: AnyWorkflow = Reflect.apply(target, self, values);
    recording.workflows.set(`${defined.name}@${defined.version}`, defined);
    return defined;
  },
});
