import { configure } from 'rxjs-marbles';
import { expect } from 'vitest';

/** Marble tests on virtual time that fail the way vitest fails. */
export const { marbles } = configure({
  assertDeepEqual: (actual, expected) => expect(actual).toEqual(expected),
  run: true,
});
