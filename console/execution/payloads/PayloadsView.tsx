import { useMemo, useState } from 'preact/hooks';
import { Empty } from '../../frame/Empty.js';
import { Loading } from '../../frame/Loading.js';
import { Cell, ColumnHeader } from '../../frame/rows/Cell.js';
import { VirtualRows } from '../../frame/rows/VirtualRows.js';
import { type Payload, payloadsOf } from '../model/payloadsOf.js';
import { aboutOf } from '../model/subjectOf.js';
import { sizeText, visibleText } from '../text/visibleText.js';
import { DetailPanel } from '../view/DetailPanel.js';
import { SearchField } from '../view/SearchField.js';
import { hrefOfView, replaceRoute, type ViewProps } from '../view/ViewProps.js';
import { PayloadBlock } from './PayloadBlock.js';

/** Longest text of a payload in the list. */
const longest = 200;

const keyOf = ({ eventId, name }: Payload): string => `${eventId}-${name}`;

/** The payloads of a history, and one of them as a tree. */
export function PayloadsView(props: ViewProps) {
  const { view, query } = props;
  const { log } = view;
  const [filter, setFilter] = useState('');
  const all = useMemo(() => log.events.flatMap(payloadsOf), [log]);
  const payloads = useMemo(() => all.filter(matches(filter)), [all, filter]);
  const active = query.get('event') ?? undefined;
  const shown =
    active === undefined ? undefined : all.find(one => keyOf(one) === active || `${one.eventId}` === active);
  const show = (payload: Payload | undefined) =>
    replaceRoute(hrefOfView(props, { event: payload && keyOf(payload), lane: undefined }));
  const about = ({ eventId }: Payload): string => {
    const event = view.eventOf(eventId);
    return (event && aboutOf(event, view.eventOf)) ?? '';
  };
  if (log.events.length === 0) return log.isComplete ? <Empty title="The history is empty." /> : <Loading />;
  if (all.length === 0) return <Empty title="No event has a payload." />;
  return (
    <div class={`events payload-list ${shown === undefined ? '' : 'with-detail'}`}>
      <div class="list">
        <SearchField
          label="Search payloads"
          value={filter}
          onChange={setFilter}
          count={payloads.length}
          total={all.length}
        />
        <VirtualRows
          label="Payloads"
          class="payload-rows"
          items={payloads}
          keyOf={keyOf}
          rowHeight={30}
          header={
            <>
              <ColumnHeader class="event-id">Id</ColumnHeader>
              <ColumnHeader class="payload-name">Payload</ColumnHeader>
              <ColumnHeader class="event-about">About</ColumnHeader>
              <ColumnHeader class="payload-size">Size</ColumnHeader>
              <ColumnHeader class="event-payload">Text</ColumnHeader>
            </>
          }
          active={shown && keyOf(shown)}
          onActive={show}
          bindings={[{ keys: ['Escape'], does: 'Close the payload', run: () => show(undefined) }]}
        >
          {payload => (
            <>
              <Cell class="event-id">{payload.eventId}</Cell>
              <Cell class="payload-name">{payload.name}</Cell>
              <Cell class="event-about">{visibleText(about(payload))}</Cell>
              <Cell class="payload-size">{sizeText(payload.text.length)}</Cell>
              <Cell class="event-payload">{visibleText(payload.text.slice(0, longest))}</Cell>
            </>
          )}
        </VirtualRows>
      </div>
      {shown !== undefined && (
        <DetailPanel title={`${shown.name} of event ${shown.eventId}`} onClose={() => show(undefined)}>
          <PayloadBlock
            key={keyOf(shown)}
            name={shown.name}
            text={shown.text}
            file={keyOf(shown)}
            of={shown.event}
            isTall
          />
        </DetailPanel>
      )}
    </div>
  );
}

function matches(filter: string): (payload: Payload) => boolean {
  const words = filter
    .toLowerCase()
    .split(/\s+/)
    .filter(word => word !== '');
  return ({ eventId, event, name, text }) => {
    const head = `${eventId} ${event} ${name}`.toLowerCase();
    return words.every(word => head.includes(word) || text.toLowerCase().includes(word));
  };
}
