import type { GatewayOptions } from '../gateway/index.js';
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

/**
 * Splits the options of the console from those of its gateway.
 *
 * @throws `InvalidArgumentError` for an option that is not valid
 */
export function splitOptions({ path = '/', token, ...options }: ConsoleOptions): {
  readonly path: string;
  readonly token: string | undefined;
  readonly options: GatewayOptions;
} {
  if (typeof path !== 'string' || !/^\/([\w.~-]+\/)*$/.test(path))
    refuse('path', path, 'a path with a slash at its end, such as "/console/"');
  if (token !== undefined) checkText('token', token, 256, 16);
  return { path, token, options: { ...options, prefix: `${path}v1` } };
}
