import { useState } from 'react';
import { types$ } from './media.js';
import { noticesOf } from './noticesOf.js';
import { useObservable } from './useObservable.js';

const notices$ = noticesOf(types$);

/** Tells what another program has changed in the types that the code of the gateway defines. */
export function DriftNotices() {
  const { value: notices = [] } = useObservable(notices$);
  const [dismissed, setDismissed] = useState<ReadonlySet<number>>(new Set());
  return (
    <section aria-label="Drift" aria-live="polite">
      <ul className="notices">
        {notices
          .filter(({ id }) => !dismissed.has(id))
          .map(({ id, what, text, isGone }) => (
            <li key={id} className={isGone ? 'settled' : undefined}>
              <span>
                <code>{what}</code> {text}
              </span>
              <button
                type="button"
                className="quiet"
                onClick={() => setDismissed(new Set(dismissed).add(id))}
              >
                Dismiss
              </button>
            </li>
          ))}
      </ul>
    </section>
  );
}
