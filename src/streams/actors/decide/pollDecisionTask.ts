import { PollForDecisionTaskCommand, type DecisionTask as SdkDecisionTask } from '@aws-sdk/client-swf';
import { asyncScheduler, catchError, map, type Observable, of, switchMap, throwError } from 'rxjs';
import type { Domain } from '../../../models/index.js';
import {
  type Backoff,
  DoesNotExistError,
  enduringBackoff,
  InvalidArgumentError,
  isInstance,
  longPoll,
  ResponseError,
  request,
  requireMember,
  retryTransient,
} from '../../../requests/index.js';
import { type ExecutionId, executionId, omitUndefined } from '../../../values/index.js';
import { holdsTask } from '../polling/holdsTask.js';
import { pagesAhead } from './pagesAhead.js';
import type { UnreadTask } from './readHistory.js';

/** An actor that polls for decision tasks. */
interface Poller {
  readonly domain: Domain;
  readonly identity: string;
  readonly backoff: Backoff;
  readonly taskList: string;
  /** Whether a task should bring only the events since the last answered one, and not the whole history. */
  readonly onlyNew: boolean;
}

/** A decision task from a poll, whose pages of events have not been fetched, except for the first. */
export interface PolledTask extends UnreadTask {
  readonly sdk: SdkDecisionTask;
}

/**
 * Polls once (`PollForDecisionTask`). Emits what `read` makes of the task, or `undefined` if SWF had none for
 * 60 s, or if the task is gone before its events are read.
 */
export function pollDecisionTask<T>(
  poller: Poller,
  read: (task: PolledTask) => Observable<T>,
): Observable<T | undefined> {
  return pollPage(poller).pipe(
    switchMap(sdk => {
      if (!holdsTask(sdk)) return of(undefined);
      const task = unread(poller, sdk);
      return read(task).pipe(
        catchError((error: unknown) => {
          if (isInstance(error, DoesNotExistError)) return of(undefined);
          return throwError(() =>
            isInstance(error, InvalidArgumentError) ? givenUp(task.execution, error) : error,
          );
        }),
      );
    }),
  );
}

function pollPage(
  { domain, identity, taskList, onlyNew }: Poller,
  nextPageToken?: string,
): Observable<SdkDecisionTask> {
  return request(
    domain.client,
    PollForDecisionTaskCommand,
    {
      domain: domain.name,
      taskList: { name: taskList },
      identity,
      ...omitUndefined({ nextPageToken, startAtPreviousStartedEvent: onlyNew || undefined }),
    },
    longPoll,
  );
}

function unread(poller: Poller, sdk: SdkDecisionTask): PolledTask {
  const { domain } = poller;
  // SWF has already handed out the task, so a transient error must cost only a retry of the page, not the
  // task.
  const backoff = enduringBackoff(domain.client, poller.backoff);
  const page = ({ events, nextPageToken }: SdkDecisionTask) => ({
    items: requireMember(events, 'events'),
    nextPageToken,
  });
  const { items: first } = page(sdk);
  const fetch = (token: string | undefined) =>
    token === undefined ? of(sdk) : pollPage(poller, token).pipe(retryTransient(backoff));
  return {
    sdk,
    domain,
    execution: executionId(sdk.workflowExecution),
    startedEventId: requireMember(sdk.startedEventId, 'startedEventId'),
    previousStartedEventId: sdk.previousStartedEventId ?? 0,
    first,
    // Most tasks have a single page; this saves the dozen subscriptions of paging.
    pages$:
      sdk.nextPageToken === undefined
        ? of(first)
        : pagesAhead(token => fetch(token).pipe(map(page)), backoff.scheduler ?? asyncScheduler),
    backoff,
  };
}

/**
 * Wraps the error of an expired page token. Transient: only this task is given up, and the actor continues.
 */
function givenUp({ workflowId }: ExecutionId, cause: InvalidArgumentError): ResponseError {
  return new ResponseError(
    `The decision task of "${workflowId}" was given up, because its history could not be read completely (${cause.message}). SWF delivers it again after its timeout`,
    { cause, kind: 'TaskGivenUp', resource: `workflowId: ${workflowId}`, transient: true },
  );
}
