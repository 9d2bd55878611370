import { RemoteError, type RemoteStatus } from 'rx-swf/remote';
import { catchError, EMPTY, ignoreElements, map, of, startWith, switchMap } from 'rxjs';
import { gateway } from '../streams/gateway.js';
import { useObservable } from '../streams/useObservable.js';
import { adviceFor, messageOf, sentence } from './Fault.js';
import { Clock } from './Time.js';

/** A status with an error that explains it, once that is known. */
interface Explained {
  readonly status: RemoteStatus;
  readonly error?: unknown;
}

/** A stream does not tell why it has no connection: a request does. */
const explained$ = gateway.status$.pipe(
  switchMap(status => {
    const ask$ = status.state === 'reconnecting' ? gateway.domain() : EMPTY;
    return ask$.pipe(
      ignoreElements(),
      catchError((error: unknown) => of(error)),
      map((error): Explained => ({ status, error })),
      startWith<Explained>({ status }),
    );
  }),
);

/** A banner while the page is not live: since when, and why. */
export function Staleness() {
  const { value } = useObservable(explained$);
  return (
    <div class="staleness" role="status">
      {value !== undefined && 'since' in value.status && (
        <p>
          <span aria-hidden="true">⚠</span>{' '}
          <strong>
            Not live since <Clock at={value.status.since} />.
          </strong>{' '}
          {causeOf(value)} Retrying.
        </p>
      )}
    </div>
  );
}

function causeOf({ status, error }: Explained): string {
  if (status.state === 'stale')
    return status.cause === 'throttled' ? 'SWF throttles the calls of the console.' : 'SWF does not answer.';
  if (!(error instanceof RemoteError)) return 'The connection to the console is lost.';
  return [sentence(messageOf(error)), adviceFor(error)].filter(Boolean).join(' ');
}
