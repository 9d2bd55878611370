import { LocalSwf } from 'rx-swf/local';
import { describe, expect, it } from 'vitest';
import { type Attempt, limits, violations, wrongTypes } from './coverage/inputs.js';
import { membersOf } from './coverage/outputs.js';
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
    const { response } = await swf.requestHandler.handle({
      headers: { 'x-amz-target': `SimpleWorkflowService.${operation}` },
      body: JSON.stringify(attempt.input),
    });
    const { __type = '', message = '' } = JSON.parse(Buffer.from(response.body).toString() || '{}');
    return `${__type}: ${message}`;
  }

  it('is refused for whatever breaks a constraint, by the name of the member', async () => {
    for (const attempt of violations(input)) {
      const refused = 'com.amazon.coral.validate#ValidationException: 1 validation error detected: ';
      expect(abridge(await answer(attempt))).toBe(abridge(refused + attempt.message));
    }
  });

  it('is refused where a value is of a wrong type, by the name of the member', async () => {
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
