import {
  DoesNotExistError,
  InvalidArgumentError,
  InvalidCredentialsError,
  InvalidSettingsError,
  NotPermittedError,
  ResponseError,
  ThrottledError,
} from 'rx-swf';
import { describe, expect, it } from 'vitest';
import { describeFailure } from '../../../src/cli/frame/describeFailure.js';

describe('describeFailure', () => {
  it.each([
    [new DoesNotExistError('Unknown domain: media'), 3, 'Unknown domain: media.'],
    [new InvalidArgumentError('limit must be 1 or more'), 2, 'limit must be 1 or more.'],
    [new InvalidSettingsError('No domain is set. Pass --domain'), 2, 'No domain is set. Pass --domain.'],
    [
      new ThrottledError('Rate exceeded'),
      4,
      'Rate exceeded. SWF limits the calls of an account in a region. Try again in a moment.',
    ],
    [new ResponseError('socket hang up', { transient: true }), 4, 'socket hang up.'],
    [new ResponseError('The answer is not JSON', { transient: false }), 1, 'The answer is not JSON.'],
    [
      new InvalidCredentialsError('The security token is expired', { kind: 'ExpiredTokenException' }),
      1,
      'The security token is expired. Renew the credentials, or choose others with --profile.',
    ],
    [
      new InvalidCredentialsError('No credentials are set', { kind: 'CredentialsProviderError' }),
      1,
      'No credentials are set.',
    ],
    [
      new NotPermittedError('Not authorized'),
      1,
      'Not authorized. rx-swf iam --role operator prints the policy that the commands need.',
    ],
    [new Error('What?'), 1, 'What?'],
    ['a text', 1, 'a text.'],
  ])('describes %s', (error, code, message) => {
    expect(describeFailure(error)).toEqual({ code, message });
  });

  it('names the profile that has no credentials', () => {
    const error = new InvalidCredentialsError('No credentials are set', { kind: 'CredentialsProviderError' });
    expect(describeFailure(error, { profile: 'prod' }).message).toBe(
      'No credentials are set. Check that the profile "prod" exists and has credentials.',
    );
  });

  it('lets no message control the terminal', () =>
    expect(describeFailure(new Error('Unknown type: \u001b[2J\u009b2JOrder\n  at a line')).message).toBe(
      'Unknown type: Order\n  at a line.',
    ));
});
