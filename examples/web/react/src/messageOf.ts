import { RemoteError } from 'rx-swf/remote';

/** Returns what to tell people about an error. */
export function messageOf(error: unknown): string {
  if (error instanceof RemoteError && error.status === 401) return 'Log in to see this.';
  return error instanceof Error ? error.message : String(error);
}
