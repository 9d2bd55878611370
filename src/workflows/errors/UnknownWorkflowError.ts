import { SwfError } from '../../requests/index.js';
import { type TypeId, typeKey } from '../../values/index.js';

/** A worker received a decision task of a workflow type that it does not have. */
export class UnknownWorkflowError extends SwfError {
  override readonly name: string = 'UnknownWorkflowError';

  constructor(type: TypeId, known: readonly string[]) {
    super(
      `This worker has no workflow '${typeKey(type)}'. It has: ${known.join(', ')}. ` +
        'Add the workflow to the worker, or use a separate task list for the workflows of other workers',
      { resource: typeKey(type) },
    );
  }
}
