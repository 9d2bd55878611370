import type { SWFClient } from '@aws-sdk/client-swf';

/** Region and endpoint of a client, as far as they are known. */
export interface ServiceAddress {
  readonly region: string | undefined;
  readonly endpoint: string | undefined;
}

/** Returns the region and endpoint of a client. Never rejects: calls report a misconfigured client. */
export async function addressOf({ config }: SWFClient): Promise<ServiceAddress> {
  const region = await config.region().catch(() => undefined);
  const endpoint = await endpointOf(config, region).catch(() => undefined);
  return { region, endpoint };
}

async function endpointOf(
  config: SWFClient['config'],
  region: string | undefined,
): Promise<string | undefined> {
  if (config.endpoint !== undefined) {
    const { protocol, hostname, port } = await config.endpoint();
    return `${protocol}//${hostname}${port === undefined ? '' : `:${port}`}`;
  }
  // Calls to an embedded service have no endpoint.
  if (region === undefined || !config.requestHandler.metadata?.handlerProtocol?.startsWith('http'))
    return undefined;
  const [UseDualStack, UseFIPS] = await Promise.all([
    config.useDualstackEndpoint(),
    config.useFipsEndpoint(),
  ]);
  return config.endpointProvider({ Region: region, UseDualStack, UseFIPS }).url.origin;
}

/** Formats an address as a suffix: ` in eu-west-1 (https://swf.eu-west-1.amazonaws.com)`. */
export function atAddress({ region, endpoint }: ServiceAddress): string {
  return `${region === undefined ? '' : ` in ${region}`}${endpoint === undefined ? '' : ` (${endpoint})`}`;
}
