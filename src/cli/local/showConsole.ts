import { ignoreElements, type Observable, tap } from 'rxjs';
import type { LocalSwf } from '../../local/index.js';
import { Domain } from '../../models/index.js';
import { InvalidArgumentError } from '../../requests/index.js';
import { serveConsole } from '../console/serveConsole.js';
import { auditView, consoleView } from '../console/view.js';

/** Address that the console listens on. Its service may be open to other machines; the console is not. */
const host = '127.0.0.1';

/**
 * Serves the console of a domain of the service, with all actions, until it is unsubscribed. Emits nothing.
 *
 * @param seeded - domain to show by default
 * @param print - called with where it is, and with each action
 * @throws `InvalidArgumentError` if no domain is known
 */
export function showConsole(
  swf: LocalSwf,
  { consolePort, consoleDomain }: { readonly consolePort: number; readonly consoleDomain?: string },
  seeded: string | undefined,
  print: (text: string) => void,
): Observable<never> {
  const name = consoleDomain ?? seeded;
  if (name === undefined)
    throw new InvalidArgumentError(
      '--console shows one domain. Choose it with --console-domain, or register one with --seed',
    );
  const look = { hasColor: false, isUtc: false, now: Date.now() };
  return serveConsole(
    {
      domain: new Domain({ name, client: swf.client() }),
      authorize: () => true,
      onAction: record => print(auditView(record, look).trimEnd()),
    },
    { port: consolePort, host, option: '--console-port' },
  ).pipe(
    tap(served => print(consoleView({ ...served, domain: name, allowActions: true, host }).trimEnd())),
    ignoreElements(),
  );
}
