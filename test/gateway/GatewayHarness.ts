import { type GatewayHandler, type GatewayOptions, gateway } from 'rx-swf/gateway';
import { onTestFinished } from 'vitest';
import { DomainHarness } from '../harness/DomainHarness.js';
import { EventReader } from './EventReader.js';

/** A gateway before the embedded service, without a server. */
export class GatewayHarness {
  readonly swf: DomainHarness;
  readonly handler: GatewayHandler;

  private constructor(swf: DomainHarness, options: Partial<GatewayOptions>) {
    this.swf = swf;
    this.handler = gateway({ domain: swf.domain, authorize: () => true, ...options });
  }

  static async open(options: Partial<GatewayOptions> = {}): Promise<GatewayHarness> {
    return new GatewayHarness(await DomainHarness.open(), options);
  }

  /** Opens a gateway before a service that is there already. */
  static over(swf: DomainHarness, options: Partial<GatewayOptions> = {}): GatewayHarness {
    return new GatewayHarness(swf, options);
  }

  /** Calls the gateway. */
  call(path: string, init: RequestInit = {}): Promise<Response> {
    return this.handler(new Request(`http://localhost${path}`, init));
  }

  post(path: string, body: unknown = {}, headers: Record<string, string> = {}): Promise<Response> {
    return this.call(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  }

  /** Opens a stream, which is canceled at the end of the test. */
  async events(path: string, headers: Record<string, string> = {}): Promise<EventReader> {
    const response = await this.call(path, { headers: { accept: 'text/event-stream', ...headers } });
    const reader = new EventReader(response);
    onTestFinished(() => reader.cancel());
    return reader;
  }
}

/** Resolves to the JSON of a response. */
export const jsonOf = async <T = unknown>(response: Response | Promise<Response>): Promise<T> =>
  (await (await response).json()) as T;
