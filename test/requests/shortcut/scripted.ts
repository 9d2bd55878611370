import { type ServiceOutputTypes, SWFClient, type SWFClientConfig } from '@aws-sdk/client-swf';
import { vi } from 'vitest';
import { takeShortcut } from '../../../src/requests/shortcut/shortcut.js';
import type { Call } from './everyOperation.js';

export interface Request {
  readonly headers: Record<string, string>;
  readonly body: Uint8Array | string;
}
export interface Response {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body?: unknown;
}
export type Answer = (request: Request, index: number) => Promise<Response>;

/** A transport that records requests and answers them as it is told. */
export function transport(answer: Answer) {
  const requests: Request[] = [];
  const handler = {
    metadata: { handlerProtocol: 'scripted' },
    async handle(request: Request) {
      requests.push({ ...request, headers: { ...request.headers } });
      return { response: await answer(request, requests.length - 1) };
    },
    destroy: () => {},
    updateHttpClientConfig: () => {},
    httpHandlerConfigs: () => ({}),
  };
  return { requests, handler };
}

export const clientOf = (requestHandler: object, config: SWFClientConfig = {}): SWFClient =>
  new SWFClient({
    region: 'eu-west-1',
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
    ...config,
    requestHandler: requestHandler as never,
  });

/** Sends a command by the shortcut; says whether the SDK's middleware was entered. */
export async function send(client: SWFClient, { Command, input }: Call) {
  const enterSdk = vi.fn();
  const command = new Command(input);
  takeShortcut(command, enterSdk);
  const output: ServiceOutputTypes = await client.send(command);
  return { output, wentSdkWay: enterSdk.mock.calls.length > 0 };
}

export const textOf = (body: unknown): string =>
  body instanceof Uint8Array ? Buffer.from(body).toString() : String(body);
