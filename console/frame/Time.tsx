import { ageText, clockText, dateText, durationText } from './durations.js';
import { useNow } from './useNow.js';

/** A moment as the time since: `47m`. Its title has the date. */
export function Age({ at }: { readonly at: Date | string }) {
  const now = useNow();
  const date = new Date(at);
  return (
    <time dateTime={date.toISOString()} title={dateText(date)}>
      {ageText(now - date.getTime())}
    </time>
  );
}

/** A moment by the clock: `03:00:12`, or with its date if that is not today. */
export function Clock({ at }: { readonly at: Date | string }) {
  const date = new Date(at);
  return (
    <time dateTime={date.toISOString()} title={dateText(date)}>
      {clockText(date, Date.now())}
    </time>
  );
}

/** A length of time, up to now if it has no end: `3m 20s`. */
export function Duration({
  from,
  to,
}: {
  readonly from: Date | string;
  readonly to?: Date | string | undefined;
}) {
  return to === undefined ? <Running from={from} /> : <span>{durationText(span(from, new Date(to)))}</span>;
}

function Running({ from }: { readonly from: Date | string }) {
  return <span>{durationText(span(from, new Date(useNow())))}</span>;
}

const span = (from: Date | string, to: Date): number => to.getTime() - new Date(from).getTime();
