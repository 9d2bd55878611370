import {
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import {
  asyncScheduler,
  concat,
  concatMap,
  defer,
  filter,
  ignoreElements,
  map,
  repeat,
  type SchedulerLike,
} from 'rxjs';
import type { Notice } from '../notices/index.js';
import {
  type Backoff,
  callSafely,
  checkBackoff,
  checkOptions,
  correctableCall,
  fromAbortable,
  type OptionNames,
  type OutageOptions,
  ResponseError,
  retryPolls,
} from '../requests/index.js';
import { eventBuffer, refuse, type Stream, toStream } from '../values/index.js';
import { noticeFrom } from './noticeFrom.js';

/** Options of {@link sqsNotices}. */
export interface SqsNoticesOptions extends OutageOptions {
  /** URL of the queue. Each process that watches needs its own, because a message reaches only one reader. */
  readonly queueUrl: string;
  readonly client: SQSClient;
  /** Called with each message that is not a notice. It stays in the queue, for the dead-letter queue. */
  readonly onUnreadable?: (error: unknown, message: Message) => void;
  /** Backoff after throttling and transient errors, which don't end the stream. */
  readonly backoff?: Omit<Backoff, 'scheduler' | 'count'>;
  /** Scheduler for the retry delays. @defaultValue asyncScheduler */
  readonly scheduler?: SchedulerLike;
}

const optionNames: OptionNames<SqsNoticesOptions> = {
  queueUrl: true,
  client: true,
  onUnreadable: true,
  backoff: true,
  scheduler: true,
  onRetry: true,
  onRecovered: true,
};

/** The longest wait and the largest batch that SQS allows. */
const poll = { WaitTimeSeconds: 20, MaxNumberOfMessages: 10 };

/** Timeouts of a long poll in milliseconds: of each attempt, and of the call with the SDK's own retries. */
const [attemptTimeout, callTimeout] = [35_000, 120_000];

/**
 * Emits the notices that EventBridge delivers to an SQS queue. It long polls, and deletes messages after it has
 * emitted their notices. Requires the permissions `sqs:ReceiveMessage` and `sqs:DeleteMessage`; the command
 * `rx-swf eventbridge` prints a queue with its rule and policies.
 *
 * Throttling and transient errors are retried with jittered backoff. The stream errors if retrying can't help,
 * for example if the queue doesn't exist; watches then poll as they would without notices. Unsubscribing aborts
 * the poll. A `for await` loop buffers up to 1,000 notices.
 *
 * @throws `InvalidArgumentError` for invalid options
 * @example
 * ```ts
 * import { SQSClient } from '@aws-sdk/client-sqs';
 * import { settings } from 'rx-swf';
 * import { sqsNotices } from 'rx-swf/eventbridge';
 *
 * const queueUrl = 'https://sqs.eu-west-1.amazonaws.com/123456789012/media-notices';
 * settings.set({ notices: sqsNotices({ queueUrl, client: new SQSClient({}) }) });
 * ```
 */
export function sqsNotices(options: SqsNoticesOptions): Stream<Notice> {
  checkOptions('sqsNotices()', options, optionNames);
  const { queueUrl, client, onUnreadable, backoff = {}, scheduler = asyncScheduler } = options;
  if (typeof client?.send !== 'function') refuse('client', client, 'an SQSClient');
  if (typeof queueUrl !== 'string' || !URL.canParse(queueUrl))
    refuse('queueUrl', queueUrl, 'the URL of a queue');
  checkBackoff(backoff);

  const send = <T>(call: (options: { abortSignal: AbortSignal; requestTimeout: number }) => Promise<T>) =>
    fromAbortable(
      ({ signal: abortSignal }) =>
        correctableCall(client, () => call({ abortSignal, requestTimeout: attemptTimeout })),
      { milliseconds: callTimeout, scheduler: undefined, error: notAnswered },
    );

  const receive$ = send(to => client.send(new ReceiveMessageCommand({ QueueUrl: queueUrl, ...poll }), to));

  /** A message that isn't deleted is delivered again, so a failed entry needs no retry. */
  const remove = (messages: readonly Message[]) => {
    const Entries = messages.map(({ ReceiptHandle }, index) => ({ Id: `${index}`, ReceiptHandle }));
    return send(to => client.send(new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries }), to));
  };

  const read = (messages: readonly Message[]): ReadonlyMap<Message, Notice> => {
    const notices = new Map<Message, Notice>();
    for (const message of messages) {
      try {
        notices.set(message, noticeFrom(message.Body ?? ''));
      } catch (error) {
        callSafely(() => onUnreadable?.(error, message));
      }
    }
    return notices;
  };

  const notices$ = defer(() => {
    const retried = retryPolls(() => client, { ...backoff, scheduler }, options);
    return receive$.pipe(
      retried,
      map(({ Messages = [] }) => read(Messages)),
      filter(({ size }) => size > 0),
      concatMap(notices =>
        concat(notices.values(), remove([...notices.keys()]).pipe(retried, ignoreElements())),
      ),
      repeat(),
    );
  });
  return toStream(notices$, eventBuffer);
}

const notAnswered = () =>
  new ResponseError(`SQS did not respond within ${callTimeout / 1000} s`, {
    kind: 'TimeoutError',
    transient: true,
  });
