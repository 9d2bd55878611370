import type { RemoteStatus } from 'rx-swf/remote';
import { debounce, of, timer } from 'rxjs';
import { media } from './media.js';
import { useObservable } from './useObservable.js';

/** A connection that is back within a second is not worth a banner. */
const status$ = media.status$.pipe(
  debounce(({ state }) => (state === 'reconnecting' ? timer(1_000) : of(0))),
);

const texts: Readonly<Record<RemoteStatus['state'], string>> = {
  idle: 'Idle',
  connecting: 'Connecting …',
  connected: 'Live',
  reconnecting: 'No connection.',
  stale: 'The gateway does not reach SWF.',
};

/** Tells whether what is shown is up to date, and if not, since when. */
export function StatusBanner() {
  const { value: status = { state: 'idle' } } = useObservable(status$);
  if (!('since' in status))
    return (
      <p role="status" className={`status ${status.state}`}>
        {texts[status.state]}
      </p>
    );
  return (
    <p role="alert" className="status stale">
      {texts[status.state]} This is as of {status.since.toLocaleTimeString()}.
    </p>
  );
}
