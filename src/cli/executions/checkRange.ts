import { InvalidArgumentError } from '../../requests/index.js';
import type { FilterOptions } from './FilterOptions.js';

/**
 * Returns the options unchanged.
 *
 * @throws `InvalidArgumentError` that names the options of the command line if the range of times is empty
 */
export function checkRange<T extends FilterOptions>(options: T): T {
  const { since, until } = options;
  if (since !== undefined && until !== undefined && since > until)
    throw new InvalidArgumentError('--since must be at or before --until');
  return options;
}
