import { ActivityFailure, describeError, reasonOf } from 'rx-swf';
import { fails, mock, timesOut, tryWorkflow } from 'rx-swf/testing';
import { type ActivityImplementation, activity, type RetryPolicy, workflow } from 'rx-swf/workflows';
import { describe, expect, it } from 'vitest';

class CardDeclined extends Error {}
class Stolen extends CardDeclined {}
class Named extends Error {
  override readonly name = 'CardDeclined';
}
class Renamed extends CardDeclined {
  override readonly name = 'E_CARD';
}

const charge = activity<string, string>({ name: 'Charge', version: '1', startToCloseTimeout: 60 });

/** Returns how many times a card is charged with a policy of five retries, and the reason of the failure. */
async function charges(unless: RetryPolicy['unless'], made: (count: () => void) => ActivityImplementation) {
  let calls = 0;
  const count = () => {
    calls += 1;
  };
  const shop = workflow({ name: 'Shop', version: '1' }, (card: string, { run }) =>
    run(charge, card, { retry: { count: 5, ...(unless === undefined ? {} : { unless }) } }),
  );
  const { error } = await tryWorkflow(shop, 'visa', { activities: [made(count)] });
  return { calls, reason: (error as { readonly reason?: string }).reason };
}

const throwing = (thrown: () => unknown) => (count: () => void) =>
  charge.with(() => {
    count();
    throw thrown();
  });

const mocked = (thrown: () => Error) => (count: () => void) =>
  mock(charge, () => {
    count();
    return fails(thrown());
  });

describe('unless', () => {
  it.each<[string, () => Error, string]>([
    ['an error of that class', () => new CardDeclined('no money'), 'CardDeclined: no money'],
    ['one without a message', () => new CardDeclined(), 'CardDeclined'],
    ['one of a class that extends it', () => new Stolen('in May'), 'Stolen: in May'],
    ['one that defines its name itself', () => new Named('no money'), 'CardDeclined: no money'],
    ['one whose class has it, under another name', () => new Renamed('no'), 'E_CARD: no'],
    [
      'one whose name was assigned',
      () => Object.assign(new Error('no'), { name: 'CardDeclined' }),
      'CardDeclined: no',
    ],
    ['one with that reason', () => new ActivityFailure('CardDeclined', 7), 'CardDeclined'],
    ['one whose reason begins with it', () => new ActivityFailure('CardDeclined: no'), 'CardDeclined: no'],
  ])(
    'never retries an error with one of its names, thrown by an activity or a mock: %s',
    async (_, thrown, reason) => {
      for (const made of [throwing(thrown), mocked(thrown)]) {
        expect(await charges(['CardDeclined'], made)).toEqual({ calls: 1, reason });
      }
    },
  );

  it('never retries a timeout with the name that the workflow sees', async () => {
    const slow = (count: () => void) =>
      mock(charge, () => {
        count();
        return timesOut();
      });
    expect(await charges(['ActivityTimedOutError'], slow)).toMatchObject({ calls: 1 });
    expect(await charges(['timed out: START_TO_CLOSE'], slow)).toMatchObject({ calls: 1 });
  });

  it.each<[string, () => unknown]>([
    ['another error', () => new Error('no')],
    ['one that only mentions it', () => new Error('CardDeclined')],
    ['one that is only caused by it', () => new Error('wrapped', { cause: new CardDeclined('no') })],
    ['one of a class above it', () => new CardDeclined('no')],
  ])('retries an error with another name: %s', async (what, thrown) => {
    const unless = what.includes('above') ? ['Stolen'] : ['CardDeclined'];
    expect(await charges(unless, throwing(thrown))).toMatchObject({ calls: 6 });
  });
});

describe('the name of an error', () => {
  it('is that of its class if the error has none of its own', () => {
    expect(describeError(new Stolen('in May'))).toMatchObject({
      name: 'Stolen',
      classes: ['CardDeclined'],
      message: 'in May',
    });
    expect(reasonOf(new Stolen('in May'))).toBe('Stolen: in May');
    expect(describeError(new Renamed('no'))).toMatchObject({
      name: 'E_CARD',
      classes: ['Renamed', 'CardDeclined'],
    });
  });

  it('is its own if it has one, and the name that the language gives to its errors', () => {
    expect(describeError(new Error('plain'))).toMatchObject({ name: 'Error' });
    expect(describeError(new Error('plain'))).not.toHaveProperty('classes');
    expect(describeError(new RangeError('far'))).toMatchObject({ name: 'RangeError' });
    expect(describeError(new DOMException('gone', 'AbortError'))).toMatchObject({ name: 'AbortError' });
    class Far extends RangeError {}
    expect(describeError(new Far('far'))).toMatchObject({ name: 'Far', classes: ['RangeError'] });
    expect(describeError(new (class extends TypeError {})('odd'))).toMatchObject({ name: 'TypeError' });
  });
});
