import { environment } from '#host';
import { type Environment, ignoresEndpoints } from './awsProfile.js';
import { type Settings, type SettingsValues, toSettings } from './toSettings.js';

/**
 * Reads settings from environment variables: `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and
 * `AWS_SESSION_TOKEN`; the first one set of `AWS_REGION`, `AWS_DEFAULT_REGION` and `region`; the first one
 * set of `AWS_ENDPOINT_URL_SWF` and `AWS_ENDPOINT_URL`, unless `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS` (or
 * `ignore_configured_endpoint_urls` in the AWS config file) is `true`; and `SWF_DOMAIN`.
 *
 * @param env - defaults to the environment of the process
 * @throws `InvalidSettingsError` that names the variable
 */
export function fromEnv(env: Environment = environment()): Settings {
  const region = firstSet(env, ['AWS_REGION', 'AWS_DEFAULT_REGION', 'region']);
  const endpoint = firstSet(env, ['AWS_ENDPOINT_URL_SWF', 'AWS_ENDPOINT_URL']);
  const names = {
    accessKeyId: 'AWS_ACCESS_KEY_ID',
    secretAccessKey: 'AWS_SECRET_ACCESS_KEY',
    sessionToken: 'AWS_SESSION_TOKEN',
    region,
    endpoint,
    domain: 'SWF_DOMAIN',
  } satisfies Record<keyof SettingsValues, string>;
  const values = Object.fromEntries(Object.entries(names).map(([key, variable]) => [key, env[variable]]));
  const isIgnored = values['endpoint'] && ignoresEndpoints(env);
  return toSettings({ ...values, ...(isIgnored ? { endpoint: undefined } : {}) }, 'the environment', names);
}

function firstSet(env: Environment, variables: [string, ...string[]]): string {
  return variables.find(variable => env[variable]) ?? variables[0];
}
