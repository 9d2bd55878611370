import { ResponseError } from '../../../requests/index.js';

/**
 * Whether the answer to a poll holds a task. SWF writes `startedEventId` where it has none, too.
 *
 * @throws `ResponseError`, a transient one, for an answer of something else: it would be polled without a pause
 */
export function holdsTask(answer: {
  readonly taskToken: string | undefined;
  readonly startedEventId: number | undefined;
  readonly $metadata?: { readonly httpStatusCode?: number | undefined };
}): boolean {
  const { taskToken, startedEventId, $metadata } = answer;
  // A mocked client answers without HTTP, and may leave out what nobody reads.
  const isReal = $metadata?.httpStatusCode !== undefined;
  if (isReal && taskToken === undefined && startedEventId === undefined) {
    throw new ResponseError(
      'The answer to a poll is not one of SWF: it has no startedEventId. Check the endpoint and the region',
      { kind: 'IncompleteResponse', transient: true },
    );
  }
  return taskToken !== undefined && taskToken !== '';
}
