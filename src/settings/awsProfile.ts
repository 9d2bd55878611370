import { inHome, readText } from '#host';
import { readIni } from './readIni.js';

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Returns whether configured endpoints are ignored. The environment overrides the AWS config file. */
export function ignoresEndpoints(env: Environment): boolean {
  const name = 'ignore_configured_endpoint_urls';
  return (env[`AWS_${name.toUpperCase()}`] || profileOf(env).get(name))?.toLowerCase() === 'true';
}

/** Returns whether the SDK itself finds an endpoint in the AWS config file. */
export function hasOwnEndpoint(env: Environment): boolean {
  const profile = profileOf(env);
  return !ignoresEndpoints(env) && (profile.has('endpoint_url') || profile.has('services'));
}

/** Returns the active profile of the AWS config file. Empty if unreadable: the SDK reports that. */
function profileOf(env: Environment): ReadonlyMap<string, string> {
  const name = env['AWS_PROFILE'] || 'default';
  const isWanted = (section: string) =>
    section.replace(/^profile\s+/, '').replace(/^(["'])(.*)\1$/, '$2') === name;
  return new Map(
    readIni(configFile(env), () => {})
      .filter(({ section }) => isWanted(section))
      .map(({ key, value }) => [key.toLowerCase(), value]),
  );
}

function configFile(env: Environment): string {
  const path = env['AWS_CONFIG_FILE'] || inHome('.aws/config');
  try {
    return (path === undefined ? undefined : readText(path)) ?? '';
  } catch {
    return '';
  }
}
