import { SwfError } from '../../requests/index.js';
import { type TypeId, typeKey } from '../../values/index.js';

/** A worker received a decision task of a workflow type that it does not have. */
export class UnknownWorkflowError extends SwfError {
  override readonly name: string = 'UnknownWorkflowError';

  constructor(type: TypeId, known: readonly string[]) {
    super(
      `This worker has no workflow '${typeKey(type)}', only ${known.join(', ')}. ` +
        'Give it the workflow, or give workflows of other workers another task list',
      { resource: typeKey(type) },
    );
  }
}
