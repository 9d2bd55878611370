import {
  DoesNotExistError,
  InvalidArgumentError,
  InvalidCredentialsError,
  InvalidSettingsError,
  ResponseError,
  ThrottledError,
} from 'rx-swf';
import { describe, expect, it } from 'vitest';
import { describeFailure } from '../../../src/cli/frame/describeFailure.js';

describe('describeFailure', () => {
  it.each([
    [new Error('a'), 1],
    [new InvalidCredentialsError('a'), 1],
    [new InvalidArgumentError('a'), 2],
    [new InvalidSettingsError('a'), 2],
    [new DoesNotExistError('a'), 3],
    [new ThrottledError('a'), 4],
    [new ResponseError('a', { transient: true }), 4],
    [new ResponseError('a', { transient: false }), 1],
    ['not an error', 1],
  ])('exits after %s with %i', (error, code) => expect(describeFailure(error).code).toBe(code));

  it('ends the message with a period, unless it ends a sentence already', () => {
    expect(describeFailure(new Error('Rate exceeded')).message).toBe('Rate exceeded.');
    expect(describeFailure(new Error('Really?')).message).toBe('Really?');
  });

  it('lets no message control the terminal', () =>
    expect(describeFailure(new Error('Unknown type: \u001b[2J\u009b2JOrder\n  at a line')).message).toBe(
      'Unknown type: Order\n  at a line.',
    ));
});
