import { gateway } from '../streams/gateway.js';
import { useObservable } from '../streams/useObservable.js';
import { hrefOf, type Route } from './useRoute.js';

/** Sections of the console: the first part of their paths, and their titles. */
const sections = [['executions', 'Executions']] as const;

/** The name of the product, the sections, and how fresh the page is. */
export function Header({ route }: { readonly route: Route }) {
  const { value: status } = useObservable(gateway.status$);
  const [current = 'executions'] = route.path;
  return (
    <header class="top">
      <a class="brand" href={hrefOf([])}>
        rx-swf
      </a>
      <nav aria-label="Sections">
        {sections.map(([path, title]) => (
          <a key={path} href={hrefOf([path])} aria-current={current === path ? 'page' : undefined}>
            {title}
          </a>
        ))}
      </nav>
      <p class="freshness" role="status">
        {status?.state === 'reconnecting' && `Reconnecting. As of ${status.since.toLocaleTimeString()}`}
      </p>
    </header>
  );
}
