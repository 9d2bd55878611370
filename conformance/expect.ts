import { AssertionError } from 'node:assert/strict';
import { inspect, isDeepStrictEqual } from 'node:util';
import { SWFServiceException } from '@aws-sdk/client-swf';

/** Throws unless the values are deeply equal. */
export function expectEqual(actual: unknown, expected: unknown, what: string): void {
  if (isDeepStrictEqual(actual, expected)) return;
  throw new AssertionError({
    message: `${what}: expected ${show(expected)}, got ${show(actual)}`,
    actual,
    expected,
  });
}

/** Throws unless the value has the members, which are deeply equal. */
export function expectMembers(actual: unknown, members: Record<string, unknown>, what: string): void {
  const found = new Map(Object.entries(Object(actual)));
  for (const [name, expected] of Object.entries(members))
    expectEqual(found.get(name), expected, `${name} of ${what}`);
}

/** Throws unless it is true. */
export function expectTrue(isTrue: boolean, what: string): void {
  if (!isTrue) throw new AssertionError({ message: `expected ${what}`, actual: isTrue, expected: true });
}

/** Throws unless these entries are in the list in this order, whatever is between them. */
export function expectSequence(actual: readonly string[], expected: readonly string[], what: string): void {
  let at = 0;
  for (const entry of actual) if (entry === expected[at]) at += 1;
  if (at === expected.length) return;
  throw new AssertionError({
    message: `${what}: expected ${expected.join(', ')} in this order, got ${actual.join(', ')}`,
    actual,
    expected,
  });
}

/** Rejects unless the call fails with a fault of that name, and with that message if one is given. */
export async function expectFault(
  call: Promise<unknown>,
  name: string,
  message?: string | RegExp,
): Promise<void> {
  const error = await call.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  if (error === undefined) throw new AssertionError({ message: `expected ${name}, got an answer` });
  if (!(error instanceof Error)) throw error;
  if (error.name !== name)
    throw new Error(`expected ${name}, got ${error.name}: ${error.message}`, { cause: error });
  const matches =
    message === undefined ||
    (typeof message === 'string' ? error.message === message : message.test(error.message));
  if (!matches) expectEqual(error.message, message, `message of ${name}`);
}

/** Rejects unless the service refuses the call, with whatever fault. */
export async function expectRefusal(call: Promise<unknown>): Promise<void> {
  const error = await call.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  if (error === undefined) throw new AssertionError({ message: 'expected a refusal, got an answer' });
  if (!(error instanceof SWFServiceException) || error.$metadata.httpStatusCode !== 400) throw error;
}

const show = (value: unknown): string =>
  inspect(value, { breakLength: Number.POSITIVE_INFINITY, depth: 4, maxStringLength: 80 });
