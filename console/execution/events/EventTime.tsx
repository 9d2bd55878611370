import { dateText } from '../../frame/durations.js';

/** The time of an event with milliseconds, by which events of one second differ. Its title has the date. */
export function EventTime({ at }: { readonly at: string }) {
  const date = new Date(at);
  return (
    <time class="event-time" dateTime={at} title={dateText(date)}>
      {timeText(date)}
    </time>
  );
}

const two = (value: number) => `${value}`.padStart(2, '0');

const timeText = (date: Date): string =>
  `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${`${date.getMilliseconds()}`.padStart(3, '0')}`;
