import { SWFClient } from '@aws-sdk/client-swf';
import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '../../../src/requests/signing/HttpRequest.js';
import { sign } from '../../../src/requests/signing/sign.js';

const date = new Date('2026-11-28T12:34:56.789Z');

describe('signing a request made from a template', () => {
  it.each([undefined, 'token=='])(
    "is that of the SDK's own signer, with the session token %s",
    async token => {
      const identity = {
        accessKeyId: 'AKIDEXAMPLE',
        secretAccessKey: 'secret',
        ...(token === undefined ? {} : { sessionToken: token }),
      };
      const { signer } = new SWFClient({ region: 'eu-west-1', credentials: identity }).config;
      // The headers of an earlier request with another body, as the SDK leaves them.
      const headers = {
        host: 'swf.eu-west-1.amazonaws.com',
        'x-amz-date': '20261127T000000Z',
        ...(token === undefined ? {} : { 'x-amz-security-token': 'old' }),
        'x-amz-content-sha256': 'old',
        authorization: 'old',
      };
      const signedHeaders = Object.keys(headers)
        .filter(name => name !== 'authorization')
        .sort();
      const scope = { region: 'eu-west-1', service: 'swf', signedHeaders };
      const request = (): HttpRequest => ({
        method: 'POST',
        protocol: 'https:',
        hostname: 'swf.eu-west-1.amazonaws.com',
        path: '/',
        query: {},
        headers: { ...headers },
        body: '{"name":"médïa"}',
      });
      // The signer would keep these.
      const { 'x-amz-content-sha256': _, 'x-amz-security-token': __, ...unsigned } = headers;
      const signerOfSdk = await signer({
        name: 'sigv4',
        signingName: 'swf',
        signingRegion: 'eu-west-1',
        properties: {},
      });
      const bySdk = await signerOfSdk.sign(
        { ...request(), headers: unsigned },
        { signingDate: date, signingRegion: 'eu-west-1', signingService: 'swf' },
      );
      const { headers: own } = sign(request(), scope, { identity, date });
      expect(Object.entries(own)).toEqual(Object.entries(bySdk.headers));
    },
  );
});
