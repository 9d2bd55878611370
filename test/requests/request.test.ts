import { CountPendingActivityTasksCommand, type SWFClient } from '@aws-sdk/client-swf';
import { lastValueFrom } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { DoesNotExistError, request, SwfError } from '../../src/requests/index.js';
import { openSwf } from '../harness/openSwf.js';
import { retriesAtOnce } from './retries/retriesAtOnce.js';

const named = (name: string) => Object.assign(new Error(name), { name });
const coded = (code: string) => Object.assign(new Error(code), { code });

/** A client whose attempts at a call fail so, one after the other. */
function failing(...faults: readonly Error[]): SWFClient {
  const swf = openSwf();
  const client = swf.client({ retryStrategy: retriesAtOnce });
  const left = [...faults];
  client.middlewareStack.add(
    next => args => {
      const fault = left.shift();
      return fault === undefined ? next(args) : Promise.reject(fault);
    },
    { step: 'deserialize' },
  );
  return client;
}

/** The error of a call for a domain that there is not. */
async function errorOf(client: SWFClient): Promise<SwfError> {
  const call$ = request(client, CountPendingActivityTasksCommand, {
    domain: 'media',
    taskList: { name: 'thumbnails' },
  });
  const error = await lastValueFrom(call$).catch((error: unknown) => error);
  if (!(error instanceof SwfError)) throw error;
  return error;
}

describe('a call that fails', () => {
  it.each([
    ['was reset', coded('ECONNRESET')],
    ['had no answer in time', named('TimeoutError')],
    ['met a 5xx', Object.assign(named('ServiceUnavailable'), { $metadata: { httpStatusCode: 503 } })],
  ])('is in doubt if an attempt of the SDK before the last %s', async (_, fault) => {
    const error = await errorOf(failing(fault, named('ThrottlingException')));
    expect(error).toBeInstanceOf(DoesNotExistError);
    expect(error).toMatchObject({ inDoubt: true, attempts: 3 });
  });

  it.each([
    ['was throttled', named('ThrottlingException')],
    ['was refused a connection', coded('ECONNREFUSED')],
    ['found no such host', coded('ENOTFOUND')],
    ['could not connect', Object.assign(coded('ETIMEDOUT'), { syscall: 'connect' })],
    [
      'did not connect in time',
      Object.assign(new Error('the request socket did not establish a connection with the server'), {
        name: 'TimeoutError',
      }),
    ],
  ])('is not in doubt if an attempt of the SDK before the last %s', async (_, fault) => {
    const error = await errorOf(failing(fault));
    expect(error).toBeInstanceOf(DoesNotExistError);
    expect(error).toMatchObject({ inDoubt: false, attempts: 2 });
  });

  it('is in doubt if its last attempt is', async () => {
    const resets = [1, 2, 3].map(() => coded('ECONNRESET'));
    expect(await errorOf(failing(...resets))).toMatchObject({ name: 'ResponseError', inDoubt: true });
  });

  it('is not in doubt if SWF rejects its only attempt', async () => {
    expect(await errorOf(failing())).toMatchObject({ name: 'DoesNotExistError', inDoubt: false });
  });
});
