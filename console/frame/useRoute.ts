import { useEffect, useState } from 'preact/hooks';

/** A place in the console. It is the fragment of the address, so that the server needs one page only. */
export interface Route {
  /** Decoded parts of the path: `['executions', 'album-7', 'runId']`. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
}

/** Returns the place that a fragment names. */
export function parseRoute(fragment: string): Route {
  const [path = '', query = ''] = fragment.replace(/^#?\/?/, '').split('?', 2);
  return {
    path: path
      .split('/')
      .filter(part => part !== '')
      .map(decode),
    query: new URLSearchParams(query),
  };
}

/** Returns the fragment of a place. */
export function hrefOf(path: readonly string[], query: URLSearchParams = new URLSearchParams()): string {
  const text = `${query}`;
  return `#/${path.map(encodeURIComponent).join('/')}${text === '' ? '' : `?${text}`}`;
}

/**
 * Goes to a place. With `isReplaced`, the back button does not lead to the present one, and the page is there at once: a
 * field that is part of the place would lose what is typed meanwhile.
 */
export function navigate(href: string, { isReplaced = false }: { readonly isReplaced?: boolean } = {}): void {
  if (!isReplaced) {
    location.assign(href);
    return;
  }
  history.replaceState(history.state, '', href);
  dispatchEvent(new HashChangeEvent('hashchange'));
}

/** Returns the present place, and renders again when it changes. */
export function useRoute(): Route {
  const [route, set] = useState(() => parseRoute(location.hash));
  useEffect(() => {
    const update = () => set(parseRoute(location.hash));
    addEventListener('hashchange', update);
    return () => removeEventListener('hashchange', update);
  }, []);
  return route;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
