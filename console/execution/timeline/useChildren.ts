import { useMemo } from 'preact/hooks';
import type { Timeline } from 'rx-swf/timeline';
import {
  catchError,
  combineLatest,
  EMPTY,
  exhaustMap,
  map,
  type Observable,
  startWith,
  takeWhile,
  timer,
} from 'rxjs';
import { gateway } from '../../streams/gateway.js';
import { useObservable } from '../../streams/useObservable.js';

/** Milliseconds between two looks at an open child. */
const period = 3_000;

const none: readonly Timeline[] = [];

/** Returns the timelines of children that are open in place, and renders again when they grow. */
export function useChildren(opened: readonly string[]): readonly Timeline[] {
  const children$ = useMemo(
    () => (opened.length === 0 ? undefined : combineLatest(opened.map(childOf), (...found) => found.flat())),
    [opened],
  );
  return useObservable(children$).value ?? none;
}

/** Returns the key of a run. */
export const keyOfRun = (workflowId: string, runId: string): string => JSON.stringify([workflowId, runId]);

function childOf(key: string): Observable<readonly Timeline[]> {
  const [workflowId = '', runId = ''] = JSON.parse(key) as readonly string[];
  const execution = gateway.execution(workflowId, runId);
  return timer(0, period).pipe(
    exhaustMap(() => execution.timeline({ children: true }).pipe(catchError(() => EMPTY))),
    takeWhile(({ outcome }) => outcome === 'open', true),
    map(child => [child]),
    startWith(none),
  );
}
