import { SwfError } from '../../requests/index.js';
import type { TypeId } from '../../values/index.js';

/** A worker received a decision task of a workflow type that it does not have. */
export class UnknownWorkflowError extends SwfError {
  override readonly name: string = 'UnknownWorkflowError';

  constructor({ name, version }: TypeId, known: readonly string[]) {
    super(
      `This worker has no workflow '${name}@${version}', only ${known.join(', ')}. ` +
        'Give it the workflow, or give workflows of other workers another task list',
      { resource: `${name}@${version}` },
    );
  }
}
