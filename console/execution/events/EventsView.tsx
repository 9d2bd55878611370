import { useMemo, useState } from 'preact/hooks';
import type { EventRecord } from 'rx-swf/remote';
import { Empty } from '../../frame/Empty.js';
import { Loading } from '../../frame/Loading.js';
import { Cell, ColumnHeader } from '../../frame/rows/Cell.js';
import { VirtualRows } from '../../frame/rows/VirtualRows.js';
import { payloadsOf } from '../model/payloadsOf.js';
import { aboutOf } from '../model/subjectOf.js';
import { visibleText } from '../text/visibleText.js';
import { SearchField } from '../view/SearchField.js';
import { hrefOfView, replaceRoute, type ViewProps } from '../view/ViewProps.js';
import { EventDetail } from './EventDetail.js';
import { EventTime } from './EventTime.js';
import { matchesEvent } from './matchesEvent.js';
import { toneOf } from './toneOf.js';

/** The events of a history, of which those are shown that contain a text. */
export function EventsView(props: ViewProps) {
  const { view, query } = props;
  const { log } = view;
  const [filter, setFilter] = useState('');
  const events = useMemo(() => log.events.filter(matchesEvent(filter)), [log, filter]);
  const active = query.get('event') ?? undefined;
  const shown = active === undefined ? undefined : view.eventOf(Number(active));
  const show = (event: EventRecord | undefined) =>
    replaceRoute(
      hrefOfView(props, { event: event === undefined ? undefined : `${event.id}`, lane: undefined }),
    );
  if (log.events.length === 0) return log.isComplete ? <Empty title="The history is empty." /> : <Loading />;
  return (
    <div class={`events ${shown === undefined ? '' : 'with-detail'}`}>
      <div class="list">
        <SearchField
          label="Filter events"
          value={filter}
          onChange={setFilter}
          count={events.length}
          total={log.events.length}
        />
        <VirtualRows
          label="Events"
          class="event-rows"
          items={events}
          keyOf={({ id }) => `${id}`}
          rowHeight={30}
          header={
            <>
              <ColumnHeader class="event-id">Id</ColumnHeader>
              <ColumnHeader class="event-time">Time</ColumnHeader>
              <ColumnHeader class="event-name">Event</ColumnHeader>
              <ColumnHeader class="event-about">About</ColumnHeader>
              <ColumnHeader class="event-payload">Payload</ColumnHeader>
            </>
          }
          active={active}
          onActive={show}
          bindings={[{ keys: ['Escape'], does: 'Close the event', run: () => show(undefined) }]}
        >
          {event => (
            <>
              <Cell class="event-id">{event.id}</Cell>
              <Cell class="event-time">
                <EventTime at={event.timestamp} />
              </Cell>
              <Cell class={`event-name ${toneOf(event.name)}`}>{event.name}</Cell>
              <Cell class="event-about">{visibleText(aboutOf(event, view.eventOf) ?? '')}</Cell>
              <Cell class="event-payload">{summaryOf(event)}</Cell>
            </>
          )}
        </VirtualRows>
      </div>
      {shown !== undefined && <EventDetail {...props} event={shown} onClose={() => show(undefined)} />}
    </div>
  );
}

/** Longest text of a payload in the list. */
const longest = 160;

function summaryOf(event: EventRecord): string {
  const { reason, cause } = event.attributes;
  const why = typeof reason === 'string' ? reason : typeof cause === 'string' ? cause : '';
  const [payload] = payloadsOf(event);
  const text = payload === undefined ? '' : payload.text.slice(0, longest);
  return visibleText([why, text].filter(part => part !== '').join(' – '));
}
