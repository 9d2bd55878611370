import { useMemo, useState } from 'preact/hooks';
import { Empty } from '../../frame/Empty.js';
import { Loading } from '../../frame/Loading.js';
import { EventTime } from '../events/EventTime.js';
import { type Failure, failuresOf } from '../model/failuresOf.js';
import { PayloadBlock } from '../payloads/PayloadBlock.js';
import { visibleText } from '../text/visibleText.js';
import { hrefOfView, type ViewProps } from '../view/ViewProps.js';

/** Failures that are shown at once. */
const page = 25;

/** The failures of a history with their causes, the latest first. */
export function FailuresView(props: ViewProps) {
  const { log, eventOf } = props.view;
  const failures = useMemo(() => failuresOf(log.events, eventOf), [log]);
  const [shown, setShown] = useState(page);
  if (log.events.length === 0 && !log.isComplete) return <Loading />;
  if (failures.length === 0) return <Empty title="Nothing has failed." />;
  return (
    <ol class="failure-list">
      {failures.slice(0, shown).map(failure => (
        <li key={failure.event.id}>
          <FailureCard failure={failure} {...props} />
        </li>
      ))}
      {failures.length > shown && (
        <li>
          <button type="button" onClick={() => setShown(shown + 4 * page)}>
            Show more ({(failures.length - shown).toLocaleString('en-US')} left)
          </button>
        </li>
      )}
    </ol>
  );
}

function FailureCard({ failure, ...props }: ViewProps & { readonly failure: Failure }) {
  const { event, subject, reason, causes, details, attempt } = failure;
  const [outermost] = causes;
  // A reason that only repeats the error would be read twice.
  const isRepeated =
    reason !== undefined && outermost !== undefined && reason.includes(outermost.message.slice(0, 100));
  return (
    <article class="failure">
      <header>
        <h3>
          <span aria-hidden="true">✕</span> {visibleText(subject)}
        </h3>
        {attempt > 1 && <span class="quiet">failure {attempt}</span>}
        <a href={hrefOfView(props, { view: 'events', event: `${event.id}` })}>
          <span class="event-id">{event.id}</span> {event.name}
        </a>
        <EventTime at={event.timestamp} />
      </header>
      {reason !== undefined && !isRepeated && <p class="reason">{visibleText(reason)}</p>}
      {causes.length > 0 && (
        <ol class="causes">
          {causes.map(({ name, message, stack }, i) => (
            <li key={i}>
              {i > 0 && <span class="quiet">caused by </span>}
              <strong>{visibleText(name)}</strong>: <span class="message">{visibleText(message)}</span>
              {stack !== undefined && (
                <details>
                  <summary class="quiet">Stack</summary>
                  <pre>{visibleText(stack)}</pre>
                </details>
              )}
            </li>
          ))}
        </ol>
      )}
      {details !== undefined && (
        <PayloadBlock name="details" of={`event ${event.id}`} text={details} file={`${event.id}-details`} />
      )}
    </article>
  );
}
