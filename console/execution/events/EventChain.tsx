import { chainOf } from '../model/linksOf.js';
import { payloadsOf } from '../model/payloadsOf.js';
import { PayloadBlock } from '../payloads/PayloadBlock.js';
import { hrefOfView, type ViewProps } from '../view/ViewProps.js';
import { EventTime } from './EventTime.js';

/** Most events of a chain that are shown. */
const most = 30;

/** The events of one thing, such as the scheduling, the start and the end of an activity, with their payloads. */
export function EventChain({ eventId, ...props }: ViewProps & { readonly eventId: number }) {
  const { eventOf, referrers } = props.view;
  const event = eventOf(eventId);
  if (event === undefined) return null;
  const chain = chainOf(event, referrers, eventOf)
    .slice(0, most)
    .flatMap(id => eventOf(id) ?? []);
  const payloads = chain.flatMap(payloadsOf);
  return (
    <>
      {payloads.map(({ eventId, event, name, text }) => (
        <PayloadBlock
          key={`${eventId} ${name}`}
          name={name}
          text={text}
          file={`${eventId}-${name}`}
          of={event}
        />
      ))}
      <h3>Events</h3>
      <ol class="chain">
        {chain.map(one => (
          <li key={one.id}>
            <a href={hrefOfView(props, { view: 'events', event: `${one.id}`, lane: undefined })}>
              <span class="event-id">{one.id}</span> {one.name}
            </a>
            <EventTime at={one.timestamp} />
          </li>
        ))}
      </ol>
    </>
  );
}
