import { ResponseError } from '../../../requests/index.js';

/**
 * Whether the response to a poll contains a task. SWF sends `startedEventId` even if there is none.
 *
 * @throws `ResponseError`, a transient one, for a response from something else, which would be polled again
 *   without a delay
 */
export function holdsTask(answer: {
  readonly taskToken: string | undefined;
  readonly startedEventId: number | undefined;
  readonly $metadata?: { readonly httpStatusCode?: number | undefined };
}): boolean {
  const { taskToken, startedEventId, $metadata } = answer;
  // A mocked client responds without HTTP, and may omit fields that aren't read.
  const isReal = $metadata?.httpStatusCode !== undefined;
  if (isReal && taskToken === undefined && startedEventId === undefined) {
    throw new ResponseError(
      'The response to a poll is not from SWF: it has no startedEventId. Check the endpoint and the region',
      { kind: 'IncompleteResponse', transient: true },
    );
  }
  return taskToken !== undefined && taskToken !== '';
}
