import type { GatewayOptions } from '../gateway/index.js';
import { loopbackHosts } from '../gateway/options/GatewayOptions.js';
import { checkOptions, type OptionNames } from '../requests/index.js';
import { checkText, refuse } from '../values/index.js';

/** Options of {@link webConsole}: those of the gateway that the page calls, and its own. */
export interface ConsoleOptions extends Omit<GatewayOptions, 'prefix'> {
  /** Path that the console is mounted at, with a slash at its end. @defaultValue `/` */
  readonly path?: string;
  /**
   * Secret that opens the console: the first visit has it as `?token=`, and gets a cookie. `authorize` is still asked.
   * @defaultValue none; `authorize` alone decides
   */
  readonly token?: string;
}

const names: OptionNames<ConsoleOptions> = {
  domain: true,
  workflows: true,
  definitions: true,
  authorize: true,
  allowedOrigins: true,
  allowedHosts: true,
  maxBody: true,
  maxBuffered: true,
  maxStreams: true,
  heartbeat: true,
  onError: true,
  onAction: true,
  scheduler: true,
  path: true,
  token: true,
};

/** The options of the console, apart from those of its gateway. */
export interface ConsoleConfiguration {
  readonly path: string;
  readonly token: string | undefined;
  readonly hosts: ReadonlySet<string>;
  readonly origins: ReadonlySet<string>;
  readonly gatewayOptions: GatewayOptions;
}

/**
 * Splits the options of the console from those of its gateway, which checks its own.
 *
 * @throws `InvalidArgumentError` for an option that is unknown or not valid
 */
export function toConsoleConfiguration(consoleOptions: ConsoleOptions): ConsoleConfiguration {
  checkOptions('webConsole()', consoleOptions, names);
  const { path = '/', token, ...options } = consoleOptions;
  if (typeof path !== 'string' || !/^\/([\w.~-]+\/)*$/.test(path))
    refuse('path', path, 'a path with a slash at its end, such as "/console/"');
  if (token !== undefined) checkText('token', token, 256, 16);
  const { allowedHosts = loopbackHosts, allowedOrigins = [] } = options;
  return {
    path,
    token,
    hosts: new Set(allowedHosts.map(host => String(host).toLowerCase())),
    origins: new Set(allowedOrigins),
    gatewayOptions: { ...options, prefix: `${path}v1` },
  };
}
