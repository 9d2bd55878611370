import { RemoteError } from 'rx-swf/remote';

/** An error in place of what it prevents, and what to do about it. */
export function Fault({ error, title }: { readonly error: unknown; readonly title?: string }) {
  const advice = adviceFor(error);
  return (
    <div class="fault" role="alert">
      <p>
        <span aria-hidden="true">⚠</span> <strong>{title ?? 'This cannot be shown.'}</strong>{' '}
        {sentence(messageOf(error))}
      </p>
      {advice !== undefined && <p class="quiet">{advice}</p>}
    </div>
  );
}

/** Returns the message of an error as a sentence of a page. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : `${error}`);

/** Returns a text with a full stop. */
export const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

/** Returns what to do about an error, if that is known. */
export function adviceFor(error: unknown): string | undefined {
  if (!(error instanceof RemoteError)) return 'Check that the console is still running, and reload the page.';
  switch (error.status) {
    case 401:
      return 'Open the address that the console printed when it started. It has a token, which opens the page.';
    case 403:
      return 'The console was started without the permission for this.';
    case 404:
      if (error.resource?.startsWith('domain') === true)
        return 'Check the domain and the region with which the console was started. rx-swf domains lists those that there are.';
      return 'SWF deletes closed executions after the retention period of their domain.';
    case 429:
      return 'SWF limits the calls of an account in a region. Wait a moment, and reload the page.';
    case 502:
      return 'Check the credentials with which the console was started. It prints the reason. rx-swf doctor checks them.';
    case 503:
      return 'Check the network and the endpoint of the console, and reload the page.';
    default:
      return undefined;
  }
}
