import type { NextDeadline } from 'rx-swf/why';
import { dateText, durationText } from '../../frame/durations.js';
import { useNow } from '../../frame/useNow.js';

/** A deadline as the time until then. */
export function Deadline({
  deadline: { at, of, timeout },
  ahead,
}: {
  readonly deadline: NextDeadline;
  readonly ahead: number;
}) {
  const left = at.getTime() - ahead - useNow();
  const what = timeout === 'TIMER' ? of : `${timeout} timeout of ${of}`;
  return (
    <>
      <time dateTime={at.toISOString()} title={dateText(at)} class={left < 60_000 ? 'soon' : ''}>
        {left < 0 ? `${durationText(-left)} ago` : `in ${durationText(left)}`}
      </time>{' '}
      <span class="quiet">{what}</span>
    </>
  );
}
