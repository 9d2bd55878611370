import type { LocalSwfOptions } from './LocalSwfOptions.js';
import { documentedQuotas } from './quotas.js';
import { isRegionName } from './signatures/scopedRegion.js';

type Rule = readonly [holds: (value: unknown) => boolean, allowed: string];

const isText = (value: unknown) => typeof value === 'string' && value.trim() !== '';
const isRegion = (value: unknown) => typeof value === 'string' && isRegionName(value);
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
const isAmount = (value: unknown) => typeof value === 'number' && value >= 0;
const isClock = (value: unknown) =>
  isRecord(value) && typeof value['now'] === 'function' && typeof value['alarm'] === 'function';
const every = (value: unknown, holds: (value: unknown, name: string) => boolean) =>
  isRecord(value) && Object.entries(value).every(([name, member]) => holds(member, name));

const rules: { readonly [K in keyof LocalSwfOptions]?: Rule } = {
  region: [isRegion, 'the name of a region, such as us-east-1 or local'],
  account: [isText, 'the number of an account, as a text'],
  clock: [
    value => value === 'real' || value === 'skip' || isClock(value),
    "'real', 'skip', or an object with now() and alarm()",
  ],
  longPoll: [isAmount, 'a number of milliseconds from 0'],
  quotas: [
    value =>
      every(
        value,
        (limit, name) => Object.hasOwn(documentedQuotas, name) && (limit === undefined || isAmount(limit)),
      ),
    `an object of numbers from 0 under ${Object.keys(documentedQuotas).join(', ')}`,
  ],
  throttle: [value => typeof value === 'boolean', 'true or false'],
  lambda: [value => every(value, member => typeof member === 'function'), 'an object of functions'],
  data: [isText, 'the path of a folder'],
};

const show = (value: unknown) => (typeof value === 'function' ? 'a function' : JSON.stringify(value));

/** Refuses an option that could only do harm later, with a TypeError that names it. */
export function checkOptions(options: LocalSwfOptions): void {
  for (const [name, [holds, allowed]] of Object.entries(rules)) {
    const value: unknown = options[name as keyof LocalSwfOptions];
    if (value === undefined || holds(value)) continue;
    throw new TypeError(`LocalSwf: ${name} must be ${allowed}, got ${show(value)}`);
  }
}
