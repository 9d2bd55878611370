import type { EventRecord } from 'rx-swf/remote';
import { dateText } from '../../frame/durations.js';
import { Fact } from '../../frame/Fact.js';
import { linksOf } from '../model/linksOf.js';
import { payloadsOf } from '../model/payloadsOf.js';
import { PayloadBlock } from '../payloads/PayloadBlock.js';
import { visibleText } from '../text/visibleText.js';
import { DetailPanel } from '../view/DetailPanel.js';
import { hrefOfView, type ViewProps } from '../view/ViewProps.js';

/** Most links of an event: all commands of a decision refer to it. */
const most = 40;

/** An event with its attributes, its payloads, and links to the events that it belongs to. */
export function EventDetail({
  event,
  onClose,
  ...props
}: ViewProps & { readonly event: EventRecord; readonly onClose: () => void }) {
  const { eventOf, referrers } = props.view;
  const payloads = payloadsOf(event);
  const names = new Set<string>(payloads.map(({ name }) => name));
  const attributes = Object.entries(event.attributes).filter(([name]) => !names.has(name));
  const links = linksOf(event, referrers, id => eventOf(id)?.name);
  return (
    <DetailPanel title={`${event.id} ${event.name}`} onClose={onClose}>
      <dl class="fact-list attributes">
        <Fact name="timestamp">{dateText(new Date(event.timestamp))}</Fact>
        {attributes.map(([name, value]) => (
          <Fact key={name} name={name}>
            {visibleText(typeof value === 'string' ? value : JSON.stringify(value, null, 1))}
          </Fact>
        ))}
      </dl>
      {links.length > 0 && (
        <>
          <h3>Linked events</h3>
          <ul class="chain">
            {links.slice(0, most).map(({ id, relation }) => (
              <li key={`${relation} ${id}`}>
                <span class="relation">{relation}</span>
                <a href={hrefOfView(props, { view: 'events', event: `${id}` })}>
                  <span class="event-id">{id}</span> {eventOf(id)?.name}
                </a>
              </li>
            ))}
            {links.length > most && (
              <li class="quiet">and {(links.length - most).toLocaleString('en-US')} more</li>
            )}
          </ul>
        </>
      )}
      {payloads.map(({ name, text }) => (
        <PayloadBlock key={`${event.id} ${name}`} name={name} text={text} file={`${event.id}-${name}`} />
      ))}
    </DetailPanel>
  );
}
