import { catchError, map, type Observable, of } from 'rxjs';
import type { Phase, Probe } from '../endpoint/probe.js';
import { ProbeError } from '../endpoint/probe.js';
import { fail, ok, type Result } from '../findings/Finding.js';

const advices: Readonly<Record<Phase, string>> = {
  DNS: 'Check the region and the endpoint for typing errors, and the DNS of this machine.',
  TCP: 'Check that the service runs and that no firewall is in between; in a VPC, that it has an endpoint for SWF.',
  TLS: 'Check the clock of this machine; if a proxy replaces certificates, set NODE_EXTRA_CA_CERTS.',
  HTTP: 'Check that the endpoint is an SWF service, and not a proxy.',
};

/** Says whether the endpoint answers, and how long each step took. */
export const checkEndpoint = (url: URL, probe$: Observable<Probe>): Observable<Result> =>
  probe$.pipe(
    map(({ times, status, isAws }) => {
      const steps = [...times].map(([phase, time]) => `${phase} ${Math.round(time)} ms`);
      if (isAws) return ok(`${url.origin} answers: ${steps.join(', ')}`);
      return fail(`${url.origin} answers with status ${status}, but not like SWF`, advices.HTTP);
    }),
    catchError((error: unknown) => {
      if (!(error instanceof ProbeError)) throw error;
      return of(
        fail(
          `${url.origin} is not reachable: ${error.phase} failed (${error.message})`,
          advices[error.phase],
        ),
      );
    }),
  );
