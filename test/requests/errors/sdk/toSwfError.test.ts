import { DomainAlreadyExistsFault, TypeDeprecatedFault, UnknownResourceFault } from '@aws-sdk/client-swf';
import { describe, expect, it } from 'vitest';
import * as requests from '../../../../src/requests/index.js';
import { isTransient, ResponseError, SwfError, toSwfError } from '../../../../src/requests/index.js';

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
  ] as const)('converts a %s to a %s with its cause and kind', (kind, name) => {
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
  ])('considers %s transient', (_, error) => {
    expect(isTransient(toSwfError(error))).toBe(true);
  });

  it.each([
    ...['EADDRNOTAVAIL', 'EMFILE', 'ENOBUFS', 'ENETRESET', 'EPROTO', 'EPERM', 'EAI_FAIL', 'EAI_NODATA'],
    ...[
      'HPE_INVALID_CHUNK_SIZE',
      'HPE_HEADER_OVERFLOW',
      'ERR_STREAM_PREMATURE_CLOSE',
      'ERR_SSL_WRONG_VERSION_NUMBER',
    ],
    ...[
      'CERT_HAS_EXPIRED',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      'SELF_SIGNED_CERT_IN_CHAIN',
      'ERR_TLS_CERT_ALTNAME_INVALID',
    ],
    ...['UND_ERR_SOCKET', 'UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'ERR_HTTP2_STREAM_ERROR'],
  ])('considers the code %s transient, on the error or on its cause', code => {
    expect(isTransient(toSwfError(named('Error', { code })))).toBe(true);
    const cause = named('Error', { code });
    expect(isTransient(toSwfError(new TypeError('something else', { cause })))).toBe(true);
  });

  const coded = (code: string) => named('Error', { code });
  it.each<[string, (cause: unknown) => unknown]>([
    ['two causes deep', cause => new Error('outer', { cause: new Error('inner', { cause }) })],
    ['among the errors of an AggregateError', cause => new AggregateError([new Error('other'), cause])],
    ['in a cause’s AggregateError', cause => new Error('outer', { cause: new AggregateError([cause]) })],
  ])('finds the code of a connection error %s', (_, wrap) => {
    expect(toSwfError(wrap(coded('ECONNRESET')))).toMatchObject({ transient: true, inDoubt: true });
    expect(toSwfError(wrap(coded('ECONNREFUSED')))).toMatchObject({ transient: true, inDoubt: false });
    expect(isTransient(toSwfError(wrap(coded('ENOENT'))))).toBe(false);
  });

  it('marks the call as in doubt if only some of its attempts had no connection', () => {
    const error = new AggregateError([coded('ECONNRESET'), coded('ECONNREFUSED')]);
    expect(toSwfError(error)).toMatchObject({ transient: true, inDoubt: true });
  });

  it('handles cyclic causes', () => {
    const error = new Error('round');
    error.cause = new AggregateError([error]);
    expect(isTransient(toSwfError(error))).toBe(false);
  });

  it.each([407, 408, 421, 425, 429, 500, 502, 503, 504, 521])('considers the status %i transient', status => {
    const error = named('Unknown', { $fault: 'client', $metadata: { httpStatusCode: status } });
    expect(isTransient(toSwfError(error))).toBe(true);
  });

  it.each([302, 400, 401, 403, 404, 405])(
    'considers %i without a fault name transient, because it is not from SWF',
    status => {
      const error = named('Unknown', { $fault: 'client', $metadata: { httpStatusCode: status } });
      expect(toSwfError(error)).toMatchObject({ transient: true, inDoubt: false });
    },
  );

  it('considers a response of another form transient', () => {
    const page = Object.assign(new TypeError('Cannot read properties of null'), {
      $response: { statusCode: 200 },
    });
    expect(isTransient(toSwfError(page))).toBe(true);
  });

  it('considers a request that is too large invalid, whether a proxy or SWF says so', () => {
    const error = named('Unknown', { $fault: 'client', $metadata: { httpStatusCode: 413 } });
    expect(toSwfError(error)).toBeInstanceOf(requests.InvalidArgumentError);
  });

  it.each(['ENOENT', 'ERR_INVALID_ARG_TYPE', 'ERR_INVALID_URL', 'UND_ERR_INVALID_ARG', 'MODULE_NOT_FOUND'])(
    'considers the code %s permanent',
    code => {
      expect(isTransient(toSwfError(named('Error', { code })))).toBe(false);
    },
  );

  it.each([
    ['a bug', new TypeError('x is not a function')],
    ['a fault of the caller', named('SomethingNewException', { $metadata: { httpStatusCode: 400 } })],
    ['bad credentials', named('UnrecognizedClientException', { $metadata: { httpStatusCode: 400 } })],
    ['something that is no error', 'text'],
  ])('considers %s permanent', (_, error) => {
    expect(isTransient(toSwfError(error))).toBe(false);
  });

  it('sets the resource that a fault is about', () => {
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

  it('names the error of a response that has no message', () => {
    const unavailable = Object.assign(new Error('UnknownError'), { name: 'ServiceUnavailableException' });
    const error = toSwfError(
      Object.assign(unavailable, { $fault: 'server', $metadata: { httpStatusCode: 503 } }),
    );
    expect(error).toMatchObject({
      message: 'SWF answered with ServiceUnavailableException',
      transient: true,
    });
  });

  it('returns an SwfError unchanged', () => {
    const error = new ResponseError('no answer', { transient: true });
    expect(toSwfError(error)).toBe(error);
  });
});
