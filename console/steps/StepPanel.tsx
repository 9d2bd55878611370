import type { ComponentChildren } from 'preact';
import type { Step } from 'rx-swf/remote';
import { toneOf } from '../execution/events/toneOf.js';
import { visibleText } from '../execution/text/visibleText.js';
import { hrefOfView, type ViewProps } from '../execution/view/ViewProps.js';
import { StepValue } from './StepValue.js';

/** Most lines of a part. */
const most = 100;

/** What came in at a decision, what the pipeline emitted and asked for, and where it stands then. */
export function StepPanel({ step, ...props }: ViewProps & { readonly step: Step }) {
  const { events, emitted, commands, exposed, open, outcome, error, isDue, attempt } = step;
  const linkTo = (id: number) => hrefOfView(props, { view: 'events', event: `${id}`, decision: undefined });
  const exposedValues = Object.entries(exposed);
  return (
    <div class="step">
      {(isDue || attempt > 1 || outcome !== undefined || error !== undefined) && (
        <p class="step-notes">
          {isDue && <span>Not decided yet: these are the commands of the code. </span>}
          {attempt > 1 && <span>Attempt {attempt}. </span>}
          {outcome !== undefined && (
            <span class={`outcome ${outcome}`}>The pipeline has ended: {outcome}. </span>
          )}
          {error !== undefined && (
            <span class="step-error" role="alert">
              <strong>{visibleText(error.name)}</strong>: {visibleText(error.message)}
            </span>
          )}
        </p>
      )}
      <div class="step-parts">
        <Part title="Came in" count={events.length} none="nothing">
          {events.slice(0, most).map(({ id, name, about, value, reason }) => (
            <li key={id}>
              <a class="event-id" href={linkTo(id)}>
                {id}
              </a>
              <span class={toneOf(name)}>{about === undefined ? name : visibleText(about)}</span>
              {about !== undefined && <span class="quiet">{name}</span>}
              {reason !== undefined && <span class="bad">{visibleText(reason)}</span>}
              {value !== undefined && <StepValue value={value} label={`Value of event ${id}`} />}
            </li>
          ))}
        </Part>
        <Part title="Emitted" count={emitted.length} none="nothing">
          {emitted.slice(0, most).map((value, i) => (
            <li key={i}>
              <StepValue value={value} label={`Emitted value ${i + 1}`} />
            </li>
          ))}
        </Part>
        <Part title="Asked for" count={commands.length} none="nothing">
          {commands.slice(0, most).map(({ name, id, kind, eventId }) => (
            <li key={`${kind} ${id}`}>
              {eventId === undefined ? (
                <span class="event-id" />
              ) : (
                <a class="event-id" href={linkTo(eventId)}>
                  {eventId}
                </a>
              )}
              <span>{visibleText(name)}</span>
              <span class="quiet">{visibleText(id)}</span>
            </li>
          ))}
        </Part>
        <Part title="Exposes" count={exposedValues.length} none="nothing">
          {exposedValues.slice(0, most).map(([name, value]) => (
            <li key={name}>
              <span>{visibleText(name)}</span>
              <StepValue value={value} label={`Exposed value ${name}`} />
            </li>
          ))}
        </Part>
        <Part title="Waits for" count={open.length} none="nothing">
          {open.slice(0, most).map(({ name, id, eventId }) => (
            <li key={`${name} ${id} ${eventId}`}>
              {eventId === undefined ? (
                <span class="event-id" />
              ) : (
                <a class="event-id" href={linkTo(eventId)}>
                  {eventId}
                </a>
              )}
              <span>{visibleText(name)}</span>
              {id !== undefined && <span class="quiet">{visibleText(id)}</span>}
            </li>
          ))}
        </Part>
      </div>
    </div>
  );
}

function Part({
  title,
  count,
  none,
  children,
}: {
  readonly title: string;
  readonly count: number;
  readonly none: string;
  readonly children: ComponentChildren;
}) {
  return (
    <section class={count === 0 ? 'is-empty' : ''} aria-label={title}>
      <h3>
        {title} {count > 1 && <span class="count">{count.toLocaleString('en-US')}</span>}
      </h3>
      {count === 0 ? <p class="quiet">{none}</p> : <ul>{children}</ul>}
      {count > most && <p class="quiet">and {(count - most).toLocaleString('en-US')} more</p>}
    </section>
  );
}
