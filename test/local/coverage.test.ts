import { LocalSwf } from 'rx-swf/local';
import { beforeAll, describe, expect, it } from 'vitest';
import { callRaw } from '../harness/callRaw.js';
import { Coverage } from './coverage/Coverage.js';
import { additions, commonFaults, exceptions, isException } from './coverage/exceptions.js';
import { type Attempt, limits, violations, wrongTypes } from './coverage/inputs.js';
import { membersOf, wordsOf } from './coverage/outputs.js';
import { scenarios } from './coverage/scenarios/index.js';
import { sdkOperations, sdkPaths } from './coverage/sdk.js';
import type { Input } from './coverage/table/Input.js';
import { operations } from './coverage/table/index.js';

const names = Object.keys(operations);
const tableOf = (operation: string) => {
  const found = operations[operation];
  if (found === undefined) throw new Error(`${operation} is not in the table`);
  return found;
};

function* inputMembers({ members, entry }: Input, path = ''): Generator<string> {
  if (entry) return yield* inputMembers(entry, path);
  for (const [name, inner] of Object.entries(members ?? {})) {
    const at = path === '' ? name : `${path}.${name}`;
    yield inner.required ? `${at} is required` : at;
    yield* inputMembers(inner, at);
  }
}

describe('the table', () => {
  it('has all 39 operations', () => {
    expect(names.toSorted()).toEqual([...sdkOperations].sort());
    expect(names).toHaveLength(39);
  });

  it.each(names)('has all members of %s that the SDK knows', operation => {
    const { input, output } = tableOf(operation);
    const known = sdkPaths(operation);
    expect([...inputMembers(input)].sort()).toEqual(known.input.sort());
    const knownOutput = known.output.map(path => path.replace(' is required', ''));
    expect([...membersOf(output)].sort()).toEqual(knownOutput.sort());
  });
});

/** Long values as a reader wants them. */
const abridge = (message: string) => message.replace(/x{65,}/g, 'x…x');

describe.each(names)('the input of %s', operation => {
  const swf = new LocalSwf({ longPoll: 0 });
  const { input } = tableOf(operation);

  async function answer(attempt: Attempt): Promise<string> {
    const { body } = await callRaw(swf, operation, attempt.input);
    const { __type = '', message = '' } = body ?? {};
    return `${__type}: ${message}`;
  }

  it('is rejected with the name of each member that violates a constraint', async () => {
    for (const attempt of violations(input)) {
      const refused = 'com.amazon.coral.validate#ValidationException: 1 validation error detected: ';
      expect(abridge(await answer(attempt))).toBe(abridge(refused + attempt.message));
    }
  });

  it('is rejected with the name of a member of the wrong type', async () => {
    for (const attempt of wrongTypes(input)) {
      expect(await answer(attempt)).toContain(
        `com.amazon.coral.service#SerializationException: '${attempt.path}`,
      );
    }
  });

  it('is accepted at its limits', async () => {
    for (const attempt of limits(input)) expect(await answer(attempt)).not.toContain(`at '${attempt.path}'`);
  });
});

describe('walks through the whole service', () => {
  const coverage = new Coverage();
  beforeAll(async () => {
    for (const walk of scenarios) await walk(coverage);
  }, 60_000);

  const isSeen = (item: string) =>
    coverage.members.has(item) || coverage.words.has(item) || coverage.faults.has(item);
  const missing = (items: Iterable<string>) => [...items].filter(item => !isSeen(item) && !isException(item));
  const faultsOf = (operation: string) =>
    [...tableOf(operation).faults, ...commonFaults].map(fault => `${operation}: ${fault}`);

  it.each(names)('see every output member of %s, and every value of its enums', operation => {
    const { output } = tableOf(operation);
    expect(missing(membersOf(output, operation))).toEqual([]);
    expect(missing(wordsOf(output, operation))).toEqual([]);
  });

  it.each(names)('see every fault of %s', operation => {
    expect(missing(faultsOf(operation))).toEqual([]);
  });

  it('see all required members in every response, and none that the API does not have', () => {
    expect([...coverage.strange]).toEqual([]);
  });

  it('see no fault that its operation does not have', () => {
    const known = new Set([...names.flatMap(faultsOf), ...Object.keys(additions)]);
    expect([...coverage.faults].filter(fault => !known.has(fault))).toEqual([]);
  });

  it.each(exceptions)('cannot see $what: $why', ({ what }) => {
    const all = [...coverage.members, ...coverage.words, ...coverage.faults];
    expect(all.filter(item => what.test(item))).toEqual([]);
    const items = names.flatMap(operation => {
      const { output } = tableOf(operation);
      return [...membersOf(output, operation), ...wordsOf(output, operation), ...faultsOf(operation)];
    });
    expect(items.some(item => what.test(item))).toBe(true);
  });
});
