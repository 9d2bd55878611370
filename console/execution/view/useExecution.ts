import { useMemo } from 'preact/hooks';
import type { EventRecord, ExecutionRecord, RemoteExecution } from 'rx-swf/remote';
import type { Explanation } from 'rx-swf/why';
import {
  defer,
  distinctUntilChanged,
  finalize,
  map,
  merge,
  mergeMap,
  type Observable,
  retry,
  Subject,
  shareReplay,
  switchMap,
  takeWhile,
  throttle,
  throttleTime,
  timer,
} from 'rxjs';
import { gateway } from '../../streams/gateway.js';
import { useObservable } from '../../streams/useObservable.js';
import { type EventLog, eventLog, eventOf } from '../model/EventLog.js';
import { type Facts, factsOf } from '../model/factsOf.js';
import { type Referrers, referrersOf } from '../model/linksOf.js';
import { reviveExplanation } from '../model/reviveExplanation.js';

/** An execution as the page shows it. */
export interface ExecutionView {
  readonly execution: RemoteExecution;
  readonly record: ExecutionRecord | undefined;
  readonly log: EventLog;
  readonly facts: Facts;
  readonly referrers: Referrers;
  /** Returns the event with an id. */
  readonly eventOf: (id: number) => EventRecord | undefined;
  readonly explanation: Explanation | undefined;
  /** Milliseconds by which the clock of the service is ahead of that of the page. */
  readonly ahead: number;
  readonly error: unknown;
}

/** Milliseconds after which it is asked again why an execution waits, even if nothing happens. */
const period = 15_000;
/** Milliseconds between two such questions while much happens. */
const pace = 1_500;

const none: EventLog = { events: [], isComplete: false };

/** Reads an execution: its history, live, and why it waits. One stream and a request now and then serve all of the page. */
export function useExecution(workflowId: string, runId: string | undefined): ExecutionView {
  const { execution, record$, log$, explanation$ } = useMemo(
    () => streamsOf(gateway.execution(workflowId, runId)),
    [workflowId, runId],
  );
  const { value: record, error: recordError } = useObservable(record$);
  // Without a run id, the page first goes to that of the record.
  const { value: log = none, error } = useObservable(runId === undefined ? undefined : log$);
  const { value: explained } = useObservable(runId === undefined ? undefined : explanation$);
  const facts = useMemo(() => factsOf(log.events), [log]);
  const referrers = useMemo(() => referrersOf(log.events), [log]);
  return {
    execution,
    record,
    log,
    facts,
    referrers,
    eventOf: id => eventOf(log.events, id),
    explanation: explained?.explanation,
    ahead: explained?.ahead ?? 0,
    error: recordError ?? error,
  };
}

function streamsOf(execution: RemoteExecution) {
  const log$ = eventLog(execution.history$).pipe(shareReplay({ bufferSize: 1, refCount: true }));
  const record$ = execution.upstream().pipe(shareReplay({ bufferSize: 1, refCount: true }));
  return { execution, log$, record$, explanation$: explanations(execution, log$) };
}

function explanations(execution: RemoteExecution, log$: Observable<EventLog>) {
  const ask$ = execution.why().pipe(
    retry({ delay: (_, count) => timer(Math.min(30_000, 1_000 * 2 ** count)) }),
    map(data => {
      const explanation = reviveExplanation(data);
      return { explanation, ahead: explanation.at.getTime() - Date.now() };
    }),
  );
  const isComplete$ = log$.pipe(
    map(({ isComplete }) => isComplete),
    distinctUntilChanged(),
  );
  const grown$ = log$.pipe(throttleTime(pace, undefined, { leading: true, trailing: true }));
  const idle$ = isComplete$.pipe(switchMap(isComplete => (isComplete ? [] : timer(period, period))));
  return defer(() => {
    const answered$ = new Subject<void>();
    return merge(grown$, idle$).pipe(
      // One question at a time, and another one if something has happened meanwhile.
      throttle(() => answered$, { leading: true, trailing: true }),
      mergeMap(() => ask$.pipe(finalize(() => answered$.next()))),
      takeWhile(({ explanation }) => explanation.state !== 'closed', true),
    );
  });
}
