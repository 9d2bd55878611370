import { expect } from 'vitest';

/** Expects a call to fail with a fault of that name and message. */
export async function expectFault(
  call: Promise<unknown>,
  name: string,
  message: string | RegExp,
): Promise<void> {
  const error: unknown = await call.then(
    answer => ({ name: `no fault but ${JSON.stringify(answer)}` }),
    caught => caught,
  );
  expect(error).toMatchObject({ name });
  expect(error).toMatchObject({
    message: typeof message === 'string' ? message : expect.stringMatching(message),
  });
}
