import type { HttpRequest } from './HttpRequest.js';
import type { Scope, Signer } from './Scope.js';

/** Headers of an earlier signature that the signer would keep. */
const kept: ReadonlySet<string> = new Set(['x-amz-content-sha256', 'x-amz-security-token']);

/** Signs a request with the SDK's signer. */
export async function sign(
  request: HttpRequest,
  scope: Scope,
  { date, signer: signerOf }: Signer,
): Promise<HttpRequest> {
  const { region, service } = scope;
  const signer = await signerOf({
    name: 'sigv4',
    signingName: service,
    signingRegion: region,
    properties: {},
  });
  const unsigned = Object.fromEntries(Object.entries(request.headers).filter(([name]) => !kept.has(name)));
  const { headers } = await signer.sign(
    { ...request, headers: unsigned },
    { signingDate: date, signingRegion: region, signingService: service },
  );
  return { ...request, headers };
}

/** Returns `true`: a browser is not Lambda, and has no environment. */
export const allowsShortcut = (): boolean => true;
