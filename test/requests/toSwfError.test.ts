import { DomainAlreadyExistsFault, TypeDeprecatedFault, UnknownResourceFault } from '@aws-sdk/client-swf';
import { describe, expect, it } from 'vitest';
import * as requests from '../../src/requests/index.js';
import { isTransient, ResponseError, SwfError, toSwfError } from '../../src/requests/index.js';

const named = (name: string, extra: object = {}) =>
  Object.assign(new Error('what happened'), { name, ...extra });

describe('toSwfError', () => {
  it.each([
    ['UnknownResourceFault', 'DoesNotExistError'],
    ['DomainAlreadyExistsFault', 'AlreadyExistsError'],
    ['TypeAlreadyExistsFault', 'AlreadyExistsError'],
    ['WorkflowExecutionAlreadyStartedFault', 'AlreadyExistsError'],
    ['DomainDeprecatedFault', 'DeprecatedError'],
    ['TypeDeprecatedFault', 'DeprecatedError'],
    ['TypeNotDeprecatedFault', 'NotDeprecatedError'],
    ['DefaultUndefinedFault', 'DefaultUndefinedError'],
    ['LimitExceededFault', 'LimitExceededError'],
    ['TooManyTagsFault', 'LimitExceededError'],
    ['OperationNotPermittedFault', 'NotPermittedError'],
    ['AccessDeniedException', 'NotPermittedError'],
    ['ValidationException', 'InvalidArgumentError'],
    ['CredentialsProviderError', 'InvalidCredentialsError'],
    ['UnrecognizedClientException', 'InvalidCredentialsError'],
    ['ExpiredTokenException', 'InvalidCredentialsError'],
    ['ThrottlingException', 'ThrottledError'],
    ['SomethingNewException', 'ResponseError'],
  ] as const)('makes of a %s a %s, with its cause and kind', (kind, name) => {
    const cause = named(kind, { $metadata: { requestId: 'r-1', httpStatusCode: 400 } });
    const error = toSwfError(cause);
    expect(error).toBeInstanceOf(requests[name]);
    expect(error).toBeInstanceOf(SwfError);
    expect(error).toMatchObject({ name, kind, cause, requestId: 'r-1' });
  });

  it.each([
    ['throttling', named('ThrottlingException')],
    [
      'too many polls on one list',
      named('LimitExceededFault', {
        message: 'Limit on maximum concurrent poll requests per task list reached',
      }),
    ],
    ['an answer of 503', named('ServiceUnavailable', { $metadata: { httpStatusCode: 503 } })],
    ['an internal failure', named('InternalFailure', { $fault: 'server' })],
    ['a reset connection', named('Error', { code: 'ECONNRESET' })],
    ['a refused connection', named('Error', { code: 'ECONNREFUSED' })],
    ['a time-out', named('TimeoutError')],
    ['a cut-off body', new SyntaxError('Unexpected end of JSON input')],
    ['a failed fetch', new TypeError('Failed to fetch')],
  ])('takes %s for transient', (_, error) => {
    expect(isTransient(toSwfError(error))).toBe(true);
  });

  it.each([
    ['a bug', new TypeError('x is not a function')],
    ['a fault of the caller', named('SomethingNewException', { $metadata: { httpStatusCode: 400 } })],
    ['bad credentials', named('UnrecognizedClientException', { $metadata: { httpStatusCode: 400 } })],
    ['something that is no error', 'text'],
  ])('takes %s for lasting', (_, error) => {
    expect(isTransient(toSwfError(error))).toBe(false);
  });

  it('names the resource that a fault is about', () => {
    const metadata = { $metadata: {} };
    const unknown = new UnknownResourceFault({ ...metadata, message: 'Unknown domain: media' });
    expect(toSwfError(unknown)).toMatchObject({
      message: 'Unknown domain: media',
      resource: 'domain: media',
    });
    const exists = new DomainAlreadyExistsFault({ ...metadata, message: 'media' });
    expect(toSwfError(exists)).toMatchObject({ message: 'Domain already exists: media', resource: 'media' });
    const deprecated = new TypeDeprecatedFault({ ...metadata, message: 'WorkflowType=[name=A, version=1]' });
    expect(toSwfError(deprecated).message).toBe('Type is deprecated: WorkflowType=[name=A, version=1]');
  });

  it('leaves our own errors as they are', () => {
    const error = new ResponseError('no answer', { transient: true });
    expect(toSwfError(error)).toBe(error);
  });
});
