import { openStore } from '#machine';
import { toClock } from './clocks/toClock.js';
import type { LocalSwfOptions } from './LocalSwfOptions.js';
import { documentedQuotas } from './limits/quotas.js';
import { Account } from './service/Account.js';

/** Creates the account that these options of a service describe. */
export function toAccount({
  region: home = 'us-east-1',
  account = '123456789012',
  clock = 'real',
  longPoll = 60_000,
  quotas = {},
  throttle = false,
  lambda = {},
  data,
}: LocalSwfOptions): Account {
  return new Account({
    account,
    home,
    quotas: { ...documentedQuotas, ...quotas },
    throttle,
    clock: toClock(clock),
    longPoll,
    lambda,
    openStore: data === undefined ? undefined : regions => openStore(data, regions),
  });
}
