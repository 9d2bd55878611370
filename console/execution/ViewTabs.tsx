import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { useKeys } from '../frame/keys/useKeys.js';
import { navigate } from '../frame/useRoute.js';
import { isFailure } from './model/failuresOf.js';
import { hrefOfView, type ViewProps } from './view/ViewProps.js';
import type { View } from './views.js';

/** Links to the views of an execution, with how much each has. */
export function ViewTabs({
  current,
  views,
  ...props
}: ViewProps & { readonly current: string; readonly views: readonly View[] }) {
  const hrefs = views.map(({ name }) => hrefOfView(props, { view: name, event: undefined }));
  useKeys(
    'Views of the execution',
    views.map(({ title }, i) => ({
      keys: [`${i + 1}`],
      does: title,
      run: () => navigate(hrefs[i] ?? ''),
    })),
  );
  const tabs = useRef<HTMLElement>(null);
  const hasEvents = props.view.log.events.length > 0;
  // On a phone, not all tabs fit, the less so with their counts.
  useLayoutEffect(() => {
    const { current: nav } = tabs;
    const tab = nav?.querySelector<HTMLElement>('[aria-current]');
    if (nav && tab)
      nav.scrollLeft = tab.offsetLeft - nav.offsetLeft - (nav.clientWidth - tab.offsetWidth) / 2;
  }, [current, hasEvents]);
  return (
    <nav ref={tabs} class="tabs" aria-label="Views of the execution">
      {views.map(({ name, title }, i) => (
        <a key={name} href={hrefs[i] ?? ''} aria-current={name === current ? 'page' : undefined}>
          {title} <Count name={name} {...props} />
        </a>
      ))}
    </nav>
  );
}

function Count({ name, view: { log } }: ViewProps & { readonly name: string }) {
  const failures = useMemo(() => log.events.filter(isFailure).length, [log]);
  const count = { events: log.events.length, failures }[name] ?? 0;
  if (count === 0) return null;
  return <span class={name === 'failures' ? 'count is-bad' : 'count'}>{count.toLocaleString('en-US')}</span>;
}
