import { useMemo } from 'react';
import type { RemoteExecution } from 'rx-swf/remote';
import { catchError, EMPTY, map, type Observable, switchMap } from 'rxjs';
import { useAction } from './useAction.js';
import { useObservable } from './useObservable.js';

interface SignalButtonsProps {
  readonly execution: RemoteExecution;
  /** Emits whenever something has happened to the execution. */
  readonly changes$: Observable<unknown>;
}

/** A button for each signal that the execution listens to at present, as its code tells the gateway. */
export function SignalButtons({ execution, changes$ }: SignalButtonsProps) {
  const names$ = useMemo(() => changes$.pipe(switchMap(() => listenedBy(execution))), [execution, changes$]);
  const { value: names = [] } = useObservable(names$);
  const [outcome, send, isPending] = useAction(form => execution.signal(String(form.get('name'))), 'Sent.');
  return (
    <form action={send}>
      {names.map(name => (
        <button key={name} type="submit" name="name" value={name} disabled={isPending}>
          Send “{name}”
        </button>
      ))}
      <span role="status">{outcome?.message}</span>
    </form>
  );
}

const listenedBy = (execution: RemoteExecution): Observable<readonly string[]> =>
  execution.why().pipe(
    map(({ waits }) =>
      waits.flatMap(wait =>
        wait.kind === 'signals' && 'names' in wait.listening ? wait.listening.names : [],
      ),
    ),
    // What the execution waits for can't be told at present: the next change asks again.
    catchError(() => EMPTY),
  );
