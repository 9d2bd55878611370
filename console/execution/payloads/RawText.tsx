import { useState } from 'preact/hooks';
import { sizeText, visibleText } from '../text/visibleText.js';

/** Characters that are shown at once: a browser lays out no more in a moment. */
const part = 50_000;

/** A text as it is, part by part if it is long. */
export function RawText({ text, label }: { readonly text: string; readonly label: string }) {
  const [shown, setShown] = useState(part);
  const rest = text.length - shown;
  return (
    <div class="raw">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
      <pre tabIndex={0} role="region" aria-label={`Text of ${label}`}>
        {visibleText(text.slice(0, shown))}
      </pre>
      {rest > 0 && (
        <button type="button" onClick={() => setShown(shown + 4 * part)}>
          Show more ({sizeText(rest)} left)
        </button>
      )}
    </div>
  );
}
