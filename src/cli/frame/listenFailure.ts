import { isInstance, messageOf, showValue } from '../../requests/index.js';

/**
 * Returns a message that tells the user how to fix an error.
 *
 * @param option - the option that chooses the port
 */
export function listenFailure(
  error: unknown,
  {
    port,
    host,
    option = '--port',
  }: { readonly port: number; readonly host: string; readonly option?: string },
): string {
  if (!isInstance(error, Error)) return showValue(error);
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return `Port ${port} of ${host} is in use. Choose another with ${option}, or 0 for any free port.`;
    case 'EACCES':
      return `Port ${port} of ${host} requires privileges. Choose one above 1023 with ${option}.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${host} is not an address of this machine. Choose another with --host.`;
    default:
      return messageOf(error);
  }
}
