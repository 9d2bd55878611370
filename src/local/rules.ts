import type { ListenOptions } from './fronts/HttpFront.js';
import type { LocalSwfOptions } from './LocalSwfOptions.js';
import { documentedQuotas } from './limits/quotas.js';
import { isAmount, isRecord, isText, type Rules } from './options/checkOptions.js';
import { isRegionName } from './signatures/scopedRegion.js';

const isClock = (value: unknown) =>
  isRecord(value) && typeof value['now'] === 'function' && typeof value['alarm'] === 'function';
const every = (value: unknown, holds: (value: unknown, name: string) => boolean) =>
  isRecord(value) && Object.entries(value).every(([name, member]) => holds(member, name));
const milliseconds = 'a number of milliseconds from 0';

export const localSwfRules: Rules<LocalSwfOptions> = {
  region: [
    value => typeof value === 'string' && isRegionName(value),
    'the name of a region, such as us-east-1 or local',
  ],
  account: [isText, 'the number of an account, as a text'],
  clock: [
    value => value === 'real' || value === 'skip' || isClock(value),
    "'real', 'skip', or an object with now() and alarm()",
  ],
  longPoll: [isAmount, milliseconds],
  quotas: [
    value =>
      every(
        value,
        (limit, name) => Object.hasOwn(documentedQuotas, name) && (limit === undefined || isAmount(limit)),
      ),
    `an object of numbers from 0 under ${Object.keys(documentedQuotas).join(', ')}`,
  ],
  throttle: [value => typeof value === 'boolean', 'true or false'],
  // Looked at, without being shown, where signatures are made ready.
  credentials: [() => true, 'credentials'],
  lambda: [value => every(value, member => typeof member === 'function'), 'an object of functions'],
  data: [isText, 'the path of a folder'],
};

export const listenRules: Rules<ListenOptions> = {
  port: [
    value => Number.isInteger(value) && isAmount(value) && Number(value) <= 65_535,
    'a whole number from 0 to 65535',
  ],
  host: [isText, 'an address of this machine'],
  hosts: [value => Array.isArray(value), 'a list of names of hosts'],
  requestTimeout: [isAmount, milliseconds],
  responseTimeout: [isAmount, milliseconds],
};
