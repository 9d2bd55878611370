import { SWFClient } from '@aws-sdk/client-swf';
import { describe, expect, it } from 'vitest';
import { sign as signInBrowser } from '../../../src/requests/signing/browser.js';
import type { HttpRequest } from '../../../src/requests/signing/HttpRequest.js';
import { sign as signInNode } from '../../../src/requests/signing/node.js';

const date = new Date('2026-11-28T12:34:56.789Z');

describe('signing a request made from a template', () => {
  it.each([undefined, 'token=='])(
    'is the same in a browser as on Node, with the session token %s',
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
      const inBrowser = await signInBrowser(request(), scope, { identity, date, signer });
      const onNode = signInNode(request(), scope, { identity, date, signer });
      expect(Object.entries(inBrowser.headers)).toEqual(Object.entries(onNode.headers));
    },
  );
});
