import { defer, type Observable, of } from 'rxjs';
import { Credentials, type Settings, settings } from '../../../settings/index.js';
import type { Connection } from '../../frame/CommandContext.js';
import { ok, type Result, warn } from '../findings/Finding.js';

/** Where a value of the settings comes from. */
interface Source {
  readonly name: string;
  readonly values: Partial<Pick<Settings, 'region' | 'endpoint' | 'credentials' | 'domain'>>;
}

const members = ['credentials', 'region', 'endpoint', 'domain'] as const;

/** Says which settings are found, and where. Credentials show no more than the beginning of the key's id. */
export const checkSettings = (connection: Connection): Observable<Result> =>
  defer(() => {
    const { client } = settings.get();
    const sources = sourcesOf(connection, client !== undefined);
    const found = members.flatMap(member => {
      const source = sources.find(({ values }) => values[member] !== undefined);
      return source === undefined ? [] : [`${member} ${textOf(source.values[member])} (${source.name})`];
    });
    if (connection.profile !== undefined) found.unshift(`profile ${connection.profile} (--profile)`);
    if (client !== undefined) found.unshift('a client (settings.set())');
    if (found.length > 0) return of(ok(found.join(', ')));
    return of(
      warn(
        'none found; the SDK looks for credentials and a region itself',
        'Set AWS_PROFILE or AWS_REGION, or write ~/.swf.',
      ),
    );
  });

const textOf = (value: string | Credentials | undefined): string =>
  value instanceof Credentials ? `${value.accessKeyId.slice(0, 4)}…` : `${value}`;

/** Returns the sources by precedence. */
function sourcesOf({ region, endpoint, domain, profile }: Connection, hasClient: boolean): readonly Source[] {
  const options: Source[] = [
    { name: '--region', values: region === undefined ? {} : { region } },
    { name: '--endpoint', values: endpoint === undefined ? {} : { endpoint } },
    { name: '--domain', values: domain === undefined ? {} : { domain } },
  ];
  if (hasClient) {
    const { domain: set } = settings.get();
    return [...options, { name: 'settings.set()', values: set === undefined ? {} : { domain: set } }];
  }
  const [home, env] = [settings.fromHome(), settings.fromEnv()];
  // A profile replaces everything but the domain.
  const values = (given: Settings) =>
    profile === undefined ? given : { ...(given.domain && { domain: given.domain }) };
  return [...options, { name: '~/.swf', values: values(home) }, { name: 'environment', values: values(env) }];
}
