import { refuse } from '../../values/index.js';
import type { WorkflowContext } from '../definitions/WorkflowContext.js';
import type { Runtime } from './Runtime.js';
import { randomOf, uuidOf } from './random.js';

/**
 * The random values of a run. A named value is derived from the run and the name only, independent of earlier
 * calls.
 */
export function randomValuesOf(runtime: Runtime): Pick<WorkflowContext, 'random' | 'uuid'> {
  const { commands, seed } = runtime;
  const next = () => {
    // Outside of a decision, this would consume a number of the next decision.
    commands.check('a random value');
    return runtime.random();
  };
  const named = (of: string, name: string) => {
    if (typeof name !== 'string') refuse('name', name, 'a string');
    return randomOf(`${seed} ${of} ${name}`);
  };
  return {
    random: name => (name === undefined ? next() : named('random', name)()),
    uuid: name => uuidOf(name === undefined ? next : named('uuid', name)),
  };
}
