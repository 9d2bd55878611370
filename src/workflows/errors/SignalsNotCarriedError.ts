import { SwfError } from '../../requests/index.js';
import { limits } from '../../values/index.js';

const shown = 5;

/**
 * The undelivered signals do not fit into the input of the next run. The decision fails and is retried: the
 * execution stays in this run, and no signal is lost.
 */
export class SignalsNotCarriedError extends SwfError {
  override readonly name: string = 'SignalsNotCarriedError';

  /**
   * @param names - the names of the signals
   * @param length - the length of the input including them, in characters
   */
  constructor(names: readonly string[], length: number) {
    const some = [...names.slice(0, shown), ...(names.length > shown ? ['…'] : [])].join(', ');
    super(
      `The next run's input and its ${names.length} carried signals (${some}) have ${length} characters; SWF's limit ` +
        `is ${limits.payload}. Use offload() as the domain's dataConverter, or subscribe to the signals before the ` +
        'workflow continues',
      { kind: 'SignalsNotCarried' },
    );
  }
}
