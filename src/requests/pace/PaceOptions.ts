import { checkIsOptions, checkOptions, type OptionNames } from '../checks/checkOptions.js';
import { showValue } from '../descriptions/showValue.js';
import { InvalidArgumentError } from '../errors/SwfError.js';
import { documentedRates, type PacedOperation, type Rate } from './documentedRates.js';

/** Rates of the calls by which a client watches or, as `rx-swf terminate` does, acts on many executions. */
export interface PaceOptions {
  /**
   * Share of each rate that these calls may use, above 0 and at most 1. The rest is left to other calls and to
   * other processes of the account. @defaultValue 0.5
   */
  readonly share?: number;
  /** Rates of the account where they are not the documented ones, by operation. */
  readonly rates?: Readonly<Partial<Record<PacedOperation, Rate>>>;
}

const names: OptionNames<PaceOptions> = { share: true, rates: true };
const rateNames: OptionNames<Rate> = { burst: true, perSecond: true };

/** Throws `InvalidArgumentError` for a share or a rate that is not valid. */
export function checkPace(pace: PaceOptions): void {
  checkOptions('pace', pace, names);
  const { share = 0.5, rates = {} } = pace;
  if (!(typeof share === 'number' && share > 0 && share <= 1))
    refuse('share', share, 'a number above 0 and at most 1');
  checkIsOptions('rates of pace', rates);
  for (const [operation, rate] of Object.entries(rates)) {
    if (!Object.hasOwn(documentedRates, operation))
      refuse('rates', operation, `one of the paced operations: ${Object.keys(documentedRates).join(', ')}`);
    checkOptions(`the rate of ${operation}`, rate, rateNames);
    for (const name of ['burst', 'perSecond'] as const)
      if (!(Number.isFinite(rate[name]) && rate[name] > 0))
        refuse(`${name} of ${operation}`, rate[name], 'a number above 0');
  }
}

function refuse(field: string, value: unknown, allowed: string): never {
  throw new InvalidArgumentError(`${field} of pace must be ${allowed}, got ${showValue(value)}`, {
    resource: field,
  });
}
