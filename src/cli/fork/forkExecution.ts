import {
  concatMap,
  concatWith,
  defer,
  filter,
  finalize,
  from,
  ignoreElements,
  merge,
  NEVER,
  type Observable,
  of,
  tap,
} from 'rxjs';
import { type ForkedSwf, ImportError, LocalSwf } from '../../local/index.js';
import { InvalidArgumentError, isInstance, messageOf } from '../../requests/index.js';
import { omitUndefined } from '../../values/index.js';
import type { CommandContext } from '../frame/CommandContext.js';
import { listenFailure } from '../frame/listenFailure.js';
import { timeText } from '../frame/times.js';
import { instructions } from '../local/instructions.js';
import type { ForkCommandOptions } from './command.js';
import { type ForkSource, readSource } from './readSource.js';

/** Forks an execution, and serves the fork until it is unsubscribed from, or prints it. */
export const forkExecution = (
  context: CommandContext,
  options: ForkCommandOptions,
  workflowId: string | undefined,
): Observable<unknown> =>
  readSource(context.connection, options, workflowId).pipe(
    concatMap(source =>
      defer(() => {
        const fork = toFork(source, options);
        const use$ =
          options.output === 'json' ? printed(context, fork) : served(context, options, source, fork);
        return use$.pipe(finalize(() => void fork.close()));
      }),
    ),
  );

function toFork(
  { history, region, ...identity }: ForkSource,
  { at, time: clock }: ForkCommandOptions,
): ForkedSwf {
  try {
    return LocalSwf.fork(history, { clock, ...omitUndefined({ at, region }), ...identity });
  } catch (error) {
    if (!isInstance(error, ImportError) && !isInstance(error, RangeError)) throw error;
    throw new InvalidArgumentError(messageOf(error), { cause: error });
  }
}

const printed = ({ terminal }: CommandContext, fork: ForkedSwf): Observable<unknown> =>
  defer(() => from(fork.exportExecution(fork.execution.domain, fork.execution))).pipe(
    tap(exported => terminal.print(`${JSON.stringify(exported, undefined, 2)}\n`)),
  );

function served(
  { terminal, look }: CommandContext,
  { port, time, children, messages }: ForkCommandOptions,
  { region = 'us-east-1', history }: ForkSource,
  fork: ForkedSwf,
): Observable<unknown> {
  const { execution } = fork;
  const event = history.events[execution.eventId - 1];
  const at = event?.eventTimestamp === undefined ? undefined : new Date(event.eventTimestamp);
  const answered$ = merge(
    of(undefined),
    fork.calls$.pipe(filter(({ operation }) => operation?.startsWith('Respond') === true)),
  ).pipe(
    concatMap(() => answerMessages(fork, messages)),
    ignoreElements(),
  );
  const listening$ = defer(async () => {
    if (children === 'run')
      for (const child of await execution.children()) if (child.isStub) await child.run();
    const { url } = await fork.listen({ port }).catch((error: unknown) => {
      throw new Error(listenFailure(error, { port, host: '127.0.0.1' }), { cause: error });
    });
    terminal.print(
      `${execution.workflowId} of domain ${execution.domain} stands at event ${execution.eventId} of ${history.events.length} (${timeText(at, look())}).\n` +
        instructions({
          url,
          region,
          time,
          data: undefined,
          throttle: false,
          notices: undefined,
          isOpen: true,
        }),
    );
  });
  return merge(answered$, listening$.pipe(concatWith(NEVER)));
}

/** Answers the messages to executions that the fork doesn't have. */
async function answerMessages({ execution }: ForkedSwf, how: ForkCommandOptions['messages']): Promise<void> {
  if (how === 'wait') return;
  for (const message of await execution.messages())
    await (how === 'deliver' ? message.deliver() : message.refuse());
}
