import type { Step } from 'rx-swf/remote';
import { EventTime } from '../execution/events/EventTime.js';

/** A slider over the decisions of an execution. */
export function DecisionSlider({
  turn,
  last,
  step,
  isOpen,
  onChange,
}: {
  readonly turn: number;
  readonly last: number;
  readonly step: Step | undefined;
  readonly isOpen: boolean;
  readonly onChange: (turn: number) => void;
}) {
  return (
    <div class="decision-slider">
      <div class="group" role="group" aria-label="Decisions">
        <button type="button" onClick={() => onChange(1)} disabled={turn === 1} aria-label="First decision">
          <span aria-hidden="true">⇤</span>
        </button>
        <button
          type="button"
          onClick={() => onChange(turn - 1)}
          disabled={turn === 1}
          aria-label="Previous decision"
        >
          <span aria-hidden="true">←</span>
        </button>
        <button
          type="button"
          onClick={() => onChange(turn + 1)}
          disabled={turn === last}
          aria-label="Next decision"
        >
          <span aria-hidden="true">→</span>
        </button>
        <button
          type="button"
          onClick={() => onChange(last)}
          disabled={turn === last}
          aria-label="Latest decision"
        >
          <span aria-hidden="true">⇥</span>
        </button>
      </div>
      <input
        type="range"
        min={1}
        max={Math.max(last, 2)}
        value={turn}
        disabled={last < 2}
        aria-label="Decision"
        aria-valuetext={`Decision ${turn} of ${last}`}
        onInput={event => onChange(event.currentTarget.valueAsNumber)}
      />
      <p class="decision-place" role="status">
        Decision <strong>{turn}</strong> of {last.toLocaleString('en-US')}
        {step !== undefined && (
          <>
            {' '}
            <EventTime at={step.at} />
          </>
        )}
        {isOpen && turn === last && <span class="live">live</span>}
      </p>
    </div>
  );
}
