import type { RemoteStatus } from 'rx-swf/remote';
import { gateway } from '../streams/gateway.js';
import { useObservable } from '../streams/useObservable.js';
import { Clock } from './Time.js';

/** A banner while the page is not live: why, and of when it is. */
export function Staleness() {
  const { value: status } = useObservable(gateway.status$);
  return (
    <div class="staleness" role="status">
      {status !== undefined && 'since' in status && (
        <p>
          <span aria-hidden="true">⚠</span> <strong>Not live.</strong> {causeOf(status)} This is the state of{' '}
          <Clock at={status.since} />. Retrying.
        </p>
      )}
    </div>
  );
}

function causeOf(status: RemoteStatus): string {
  if (status.state !== 'stale') return 'The connection to the console is lost.';
  return status.cause === 'throttled' ? 'SWF throttles the calls of the console.' : 'SWF does not answer.';
}
