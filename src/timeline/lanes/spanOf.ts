import { parseEnvelope } from '../../payloads/envelope.js';
import { truncate } from '../../requests/descriptions/index.js';
import { omitUndefined } from '../../values/index.js';
import { outcomeOf } from '../model/Outcome.js';
import type { Span, Timeline } from '../model/Timeline.js';
import type { SpanContext } from './SpanContext.js';

/** The facts of an entity that its span shows, as the entities of a history name them. */
export interface SpanSource {
  readonly eventId: number;
  readonly state: string;
  readonly isOpen: boolean;
  readonly life: readonly { readonly state: string; readonly timestamp: Date }[];
  readonly partial?: boolean | undefined;
  readonly attempt?: number | undefined;
  readonly taskList?: string | undefined;
  readonly identity?: string | undefined;
  readonly runId?: string | undefined;
  readonly reason?: string | undefined;
  readonly timeoutType?: string | undefined;
  readonly cause?: string | undefined;
  readonly message?: string | undefined;
  readonly rawInput?: string | undefined;
  readonly rawResult?: string | undefined;
  readonly rawDetails?: string | undefined;
  readonly startToFireTimeout?: number | undefined;
}

/** Returns the span of an entity, whose life has the times. */
export function spanOf(
  source: SpanSource,
  { end: now, payloadLength }: SpanContext,
  { isClosed, runs = [] }: { readonly isClosed: boolean; readonly runs?: readonly Timeline[] },
): Span {
  const { life, isOpen, state } = source;
  const timeOf = (wanted: string) => life.findLast(step => step.state === wanted)?.timestamp.getTime();
  const start = life[0]?.timestamp.getTime() ?? now;
  const isTimer = source.startToFireTimeout !== undefined;
  const ended = isOpen ? now : (life.at(-1)?.timestamp.getTime() ?? start);
  const cut = (payload: string | undefined) => {
    const text = parseEnvelope(payload).payload;
    return text === undefined || payloadLength === 0 ? undefined : shorten(text, payloadLength);
  };
  return omitUndefined({
    eventId: source.eventId,
    attempt: source.attempt ?? 1,
    state,
    outcome: isOpen ? (runs.at(-1)?.outcome ?? (isClosed ? 'abandoned' : 'open')) : outcomeOf(state),
    start,
    started: life[0]?.state === 'started' ? undefined : timeOf('started'),
    // The clocks of a service may differ by a little, and a span never ends before it begins.
    end: Math.max(start, ended, ...runs.map(({ end }) => end)),
    cancelRequested: state === 'cancelRequested' && !isOpen ? undefined : timeOf('cancelRequested'),
    due: isOpen && isTimer && !isClosed ? start + (source.startToFireTimeout ?? 0) * 1_000 : undefined,
    isPartial: source.partial || undefined,
    taskList: source.taskList,
    identity: source.identity,
    runId: source.runId,
    reason: source.reason ?? source.message ?? source.timeoutType ?? source.cause,
    input: cut(source.rawInput),
    result: cut(source.rawResult),
    details: cut(source.rawDetails),
    runs: runs.length > 0 ? runs : undefined,
  });
}

const shorten = (text: string, max: number) => (text.length > max ? `${truncate(text, max)}…` : text);
