import type { ServiceInputTypes, SWFClient } from '@aws-sdk/client-swf';

/** A call that a client is about to send. */
export interface Call<A> {
  /** For example, `PollForDecisionTask`. */
  readonly operation: string;
  readonly input: ServiceInputTypes;
  /** Sends the call and returns the answer. */
  send(): Promise<A>;
}

/**
 * Runs a function in place of a client's calls. It may send the call, delay it, or throw.
 *
 * @param operations - a name, or a pattern that the names of the operations match
 */
export function intercept(
  client: SWFClient,
  operations: string | RegExp,
  around: <A>(call: Call<A>) => Promise<A>,
): void {
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      args => {
        const operation = commandName.replace(/Command$/, '');
        const isMatch =
          typeof operations === 'string' ? operations === operation : operations.test(operation);
        return isMatch ? around({ operation, input: args.input, send: () => next(args) }) : next(args);
      },
    { step: 'initialize' },
  );
}
