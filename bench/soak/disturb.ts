import type { SWFClient } from '@aws-sdk/client-swf';

/** Probabilities, from 0 to 1, that a call is disturbed. */
export interface Disturbance {
  /** The call is throttled and never reaches the service. */
  readonly throttled: number;
  /** The connection is reset before the call reaches the service. */
  readonly reset: number;
  /** The connection is reset after the service has responded, so the caller never sees the response. */
  readonly unanswered: number;
}

/** Counts of a client's disturbed calls. */
export interface Disturbed {
  throttled: number;
  reset: number;
  unanswered: number;
  /** Tasks whose poll response was lost: they are started, but no worker has them. */
  readonly orphans: { activity: number; decision: number };
}

const reset = () => Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });

const throttled = () =>
  Object.assign(new Error('Rate exceeded'), {
    name: 'ThrottlingException',
    $fault: 'client',
    $metadata: { httpStatusCode: 400 },
  });

/** Disturbs the calls of a client, each operation at its own rate. */
export function disturb(client: SWFClient, rateOf: (operation: string) => Disturbance): Disturbed {
  const done: Disturbed = { throttled: 0, reset: 0, unanswered: 0, orphans: { activity: 0, decision: 0 } };
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async args => {
        const operation = commandName.replace(/Command$/, '');
        const rate = rateOf(operation);
        if (Math.random() < rate.throttled) {
          done.throttled += 1;
          throw throttled();
        }
        if (Math.random() < rate.reset) {
          done.reset += 1;
          throw reset();
        }
        const answer = await next(args);
        if (Math.random() >= rate.unanswered) return answer;
        done.unanswered += 1;
        if ('taskToken' in answer.output && answer.output.taskToken !== undefined)
          done.orphans[operation === 'PollForActivityTask' ? 'activity' : 'decision'] += 1;
        throw reset();
      },
    // Inside the SDK's own retries, so that each attempt may be disturbed.
    { step: 'finalizeRequest', priority: 'low', name: 'disturb' },
  );
  return done;
}
