import { refuse } from '../../values/index.js';
import type { WorkflowContext } from '../definitions/WorkflowContext.js';
import type { Runtime } from './Runtime.js';
import { randomOf, uuidOf } from './random.js';

/** The chance of a run. What has a name follows from that and from the run, and from nothing that was asked before. */
export function chanceOf(runtime: Runtime): Pick<WorkflowContext, 'random' | 'uuid'> {
  const { commands, info } = runtime;
  const next = () => {
    // Outside of a decision it would take a number away from the next one.
    commands.check('chance');
    return runtime.random();
  };
  const named = (of: string, name: string) => {
    if (typeof name !== 'string') refuse('name', name, 'a text');
    return randomOf(`${info.runId} ${of} ${name}`);
  };
  return {
    random: name => (name === undefined ? next() : named('random', name)()),
    uuid: name => uuidOf(name === undefined ? next : named('uuid', name)),
  };
}
