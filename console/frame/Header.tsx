import { useCapabilities } from '../streams/capabilities.js';
import { sections } from './sections.js';
import { ThemeSwitch } from './ThemeSwitch.js';
import { hrefOf, type Route } from './useRoute.js';

/** The domain, the sections, and what concerns the whole page. */
export function Header({ route, onKeys }: { readonly route: Route; readonly onKeys: () => void }) {
  const capabilities = useCapabilities();
  const [current = 'executions'] = route.path;
  return (
    <header class="top">
      <a class="brand" href={hrefOf([])}>
        rx-swf {capabilities && <span>{capabilities.domain}</span>}
      </a>
      <nav aria-label="Sections">
        {sections.map(({ path, title }) => (
          <a key={path} href={hrefOf([path])} aria-current={current === path ? 'page' : undefined}>
            {title}
          </a>
        ))}
      </nav>
      <div class="tools">
        <ThemeSwitch />
        <button type="button" class="plain" onClick={onKeys} aria-label="Keys" title="Keys (?)">
          ?
        </button>
      </div>
    </header>
  );
}
