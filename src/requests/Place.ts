import type { SWFClient } from '@aws-sdk/client-swf';

/** Where a client sends its calls, as far as it can be told. */
export interface Place {
  readonly region: string | undefined;
  readonly endpoint: string | undefined;
}

/** Where a client sends its calls. Never rejects: what is wrong with the client, its call says. */
export async function placeOf({ config }: SWFClient): Promise<Place> {
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
  // What is embedded in the process goes to no endpoint.
  if (region === undefined || !config.requestHandler.metadata?.handlerProtocol?.startsWith('http'))
    return undefined;
  const [UseDualStack, UseFIPS] = await Promise.all([
    config.useDualstackEndpoint(),
    config.useFipsEndpoint(),
  ]);
  return config.endpointProvider({ Region: region, UseDualStack, UseFIPS }).url.origin;
}

/** ` in eu-west-1 (https://swf.eu-west-1.amazonaws.com)` */
export function inPlace({ region, endpoint }: Place): string {
  return `${region === undefined ? '' : ` in ${region}`}${endpoint === undefined ? '' : ` (${endpoint})`}`;
}
