import { formatDuration, type Span } from 'rx-swf/timeline';
import { Fact } from '../../frame/Fact.js';
import { Outcome } from '../../frame/Outcome.js';
import { Clock } from '../../frame/Time.js';
import { hrefOf } from '../../frame/useRoute.js';
import { EventChain } from '../events/EventChain.js';
import { PayloadBlock } from '../payloads/PayloadBlock.js';
import { visibleText } from '../text/visibleText.js';
import { DetailPanel } from '../view/DetailPanel.js';
import { hrefOfView, type ViewProps } from '../view/ViewProps.js';
import type { Selection } from './hitTest.js';
import type { PlacedRow } from './placeRows.js';

/** All that is known of a span: its times, who took it, its payloads, and its events. */
export function SpanDetail({
  rows,
  selection,
  onClose,
  ...props
}: ViewProps & {
  readonly rows: readonly PlacedRow[];
  readonly selection: Selection;
  readonly onClose: () => void;
}) {
  const row = rows.find(({ key }) => key === selection.row);
  const span = row?.spans[selection.span];
  if (row === undefined || span === undefined) return null;
  const { lane, depth } = row.row;
  const siblings = row.spans.filter(({ attempt }) => attempt > 0);
  return (
    <DetailPanel title={visibleText(row.label)} onClose={onClose}>
      <p class="detail-state">
        <Outcome status={statusOf(span)} />
        {span.attempt > 1 && <span class="quiet">attempt {span.attempt}</span>}
      </p>
      {span.reason !== undefined && <p class="reason">{visibleText(span.reason)}</p>}
      <dl class="fact-list">
        {lane.version !== undefined && <Fact name="Type">{`${lane.name} ${lane.version}`}</Fact>}
        <Fact name="Began">
          <Clock at={new Date(span.start)} />
        </Fact>
        {span.started !== undefined && <Fact name="Waited">{formatDuration(span.started - span.start)}</Fact>}
        {span.end > span.start && (
          <Fact name={span.started === undefined ? 'Took' : 'Ran'}>
            {formatDuration(span.end - (span.started ?? span.start))}
          </Fact>
        )}
        {span.due !== undefined && (
          <Fact name="Due">
            <Clock at={new Date(span.due)} />
          </Fact>
        )}
        {span.taskList !== undefined && <Fact name="Task list">{span.taskList}</Fact>}
        {span.identity !== undefined && <Fact name="Taken by">{visibleText(span.identity)}</Fact>}
        {lane.kind === 'child' && (
          <Fact name="Execution">
            <a href={hrefOf(['executions', lane.id, ...(span.runId === undefined ? [] : [span.runId])])}>
              {lane.id}
            </a>
          </Fact>
        )}
      </dl>
      {siblings.length > 1 && siblings.length <= 50 && depth === 0 && (
        <nav class="attempts" aria-label="Attempts">
          {siblings.map(({ eventId, outcome }, i) => (
            <a
              key={eventId}
              href={hrefOfView(props, { event: `${eventId}` })}
              aria-current={eventId === span.eventId ? 'true' : undefined}
              class={outcome}
            >
              {i + 1}
            </a>
          ))}
        </nav>
      )}
      {depth === 0 ? (
        <EventChain {...props} eventId={span.eventId} />
      ) : (
        (['input', 'result', 'details'] as const).map(name => {
          const text = span[name];
          return text === undefined ? null : <PayloadBlock key={name} name={name} text={text} file={name} />;
        })
      )}
    </DetailPanel>
  );
}

/** Returns the state of a span as SWF names states of executions. */
function statusOf({ outcome }: Span): string {
  return outcome.replace(/[A-Z]/g, letter => `_${letter}`).toUpperCase();
}
