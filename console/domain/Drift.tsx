import type { DriftRecord } from 'rx-swf/remote';

/** How the domain differs from the code that the console knows. */
export function Drift({ drift: { isSynced, differences } }: { readonly drift: DriftRecord }) {
  const known = differences.filter(({ kind }) => kind !== 'unknown');
  if (isSynced && known.length === 0)
    return (
      <p>
        <span class="outcome completed">✓</span> The domain has all types of the code, with the same
        attributes.
      </p>
    );
  return (
    <section class="part drift">
      <h2>Differences from the code</h2>
      <ul>
        {known.map(({ kind, what, attributes = [] }) => (
          <li key={`${kind} ${what}`}>
            <strong>≠ {kind}</strong> {what}
            {attributes.map(({ name, code, swf }) => (
              <div key={name} class="quiet">
                {name}: {text(code)} in the code, {text(swf)} in SWF
              </div>
            ))}
          </li>
        ))}
      </ul>
      <p class="quiet">
        <code>rx-swf plan</code> says what would bring the domain to the code, and <code>rx-swf apply</code>{' '}
        does it.
      </p>
    </section>
  );
}

const text = (value: unknown): string => (value === undefined ? 'not set' : JSON.stringify(value));
