import type { Explanation } from 'rx-swf/why';
import { dateText } from '../../frame/durations.js';
import { visibleText } from '../text/visibleText.js';

/** Why an execution waits, or how it ended, in sentences. */
export function Why({ explanation }: { readonly explanation: Explanation }) {
  const [headline, ...sentences] = explanation.sentences({ time: dateText });
  if (headline === undefined || sentences.length === 0) return null;
  const title = { closed: 'How it ended', waiting: 'Why it waits', stuck: 'Why it is stuck' }[
    explanation.state
  ];
  return (
    <section class={`why ${explanation.state}`} aria-label={title}>
      <h2>{title}</h2>
      <ul>
        {sentences.map(({ depth, text, isStuck }, i) => (
          <li key={i} class={`depth-${Math.min(depth, 4)} ${isStuck ? 'is-stuck' : ''}`}>
            {isStuck && (
              <>
                <span aria-hidden="true">⚠ </span>
                <span class="sr-only">Needs someone: </span>
              </>
            )}
            {visibleText(text)}
          </li>
        ))}
      </ul>
    </section>
  );
}
