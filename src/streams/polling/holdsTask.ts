import { ResponseError } from '../../requests/index.js';

/**
 * Whether the answer to a poll holds a task. SWF writes `startedEventId` where it has none, too.
 *
 * @throws `ResponseError`, a transient one, for an answer of something else: it would be polled without a pause
 */
export function holdsTask(answer: {
  readonly taskToken: string | undefined;
  readonly startedEventId: number | undefined;
}): boolean {
  const { taskToken, startedEventId } = answer;
  if (taskToken === undefined && startedEventId === undefined) {
    throw new ResponseError(
      'The answer to a poll is not one of SWF: it has no startedEventId. Check the endpoint and the region',
      { kind: 'IncompleteResponse', transient: true },
    );
  }
  return taskToken !== undefined && taskToken !== '';
}
