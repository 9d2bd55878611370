import { debounce, of, timer } from 'rxjs';
import { media } from './media.js';
import { useObservable } from './useObservable.js';

/** A connection that is back within a second is not worth a banner. */
const status$ = media.status$.pipe(debounce(({ state }) => (state === 'reconnecting' ? timer(1_000) : of(0))));

/** Tells whether what is shown is up to date, and if not, since when. */
export function StatusBanner() {
  const { value: status } = useObservable(status$);
  if (status?.state === 'reconnecting')
    return (
      <p role="alert" className="status stale">
        No connection. This is as of {status.since.toLocaleTimeString()}.
      </p>
    );
  return (
    <p role="status" className={`status ${status?.state ?? 'idle'}`}>
      {status?.state === 'connected' ? 'Live' : 'Connecting'}
    </p>
  );
}
