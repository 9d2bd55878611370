import { ListDomainsCommand, type SWFClient } from '@aws-sdk/client-swf';
import { defer, from, type Observable } from 'rxjs';

/** A request of the SDK, as far as it says where it goes. */
interface Addressed {
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number | undefined;
  readonly path: string;
}

const isAddressed = (request: unknown): request is Addressed =>
  typeof request === 'object' && request !== null && 'hostname' in request && 'protocol' in request;

/** Keeps a command from being sent, once the SDK has found out where to. */
class Addressee extends Error {
  readonly url: URL;

  constructor({ protocol, hostname, port, path }: Addressed) {
    super('Not to be sent');
    this.url = new URL(`${protocol}//${hostname}${port === undefined ? '' : `:${port}`}${path}`);
  }
}

/**
 * Emits the URL that a client calls. The SDK takes it from the options, the environment, AWS's own files, or the region,
 * so that a command is built as far as its request, and not sent.
 */
export const endpointOf = (client: SWFClient): Observable<URL> => defer(() => from(urlOf(client)));

async function urlOf(client: SWFClient): Promise<URL> {
  const command = new ListDomainsCommand({ registrationStatus: 'REGISTERED' });
  command.middlewareStack.add(
    () =>
      ({ request }) => {
        if (isAddressed(request)) throw new Addressee(request);
        throw new Error('The SDK did not build a request');
      },
    { step: 'build', priority: 'low' },
  );
  try {
    await client.send(command);
  } catch (error) {
    if (error instanceof Addressee) return error.url;
    throw error;
  }
  throw new Error('The SDK did not say which endpoint it calls');
}

/** Returns whether a client calls its service over a network. */
export function isRemote(client: SWFClient): boolean {
  const { metadata } = client.config.requestHandler;
  return metadata === undefined || /^h(ttp|2)/.test(metadata.handlerProtocol);
}
