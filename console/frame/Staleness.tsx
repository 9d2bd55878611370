import { gateway } from '../streams/gateway.js';
import { useObservable } from '../streams/useObservable.js';
import { Clock } from './Time.js';

/** A banner while the page is not live: since when, and why. */
export function Staleness() {
  const { value: status } = useObservable(gateway.status$);
  return (
    <div class="staleness" role="status">
      {status?.state === 'reconnecting' && (
        <p>
          <span aria-hidden="true">⚠</span> Not live: the connection to the console is lost. Shown is the
          state of <Clock at={status.since} />. Reconnecting.
        </p>
      )}
    </div>
  );
}
