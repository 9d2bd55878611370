import { interval, type Observable, type SchedulerLike, Subject, takeUntil } from 'rxjs';
import { toProblem } from '../errors/toProblem.js';
import { comment, Frame } from './Frame.js';

/*
 * Frames come in as SWF's watches emit them, and bytes go out as the client reads. What the client has not read waits
 * in `pending`. With `latest`, a newer frame replaces the waiting one of its
 * kind, and is sent as a patch of what the client has. Otherwise frames wait in order, up to a bound:
 * then the source is left, what waits is delivered, and the stream ends without `complete`, so that the client resumes
 * after the last id that it has seen.
 */

/** Options of {@link eventStream}. */
export interface EventStreamOptions {
  /** True if only the latest frame of each event matters. */
  readonly latest: boolean;
  /** Id of the frame that the client has seen last. If it is the first one, it is not sent again. */
  readonly seen?: string | undefined;
  /** Largest number of frames that wait for the client. */
  readonly maxBuffered: number;
  /** Milliseconds between heartbeats. */
  readonly heartbeat: number;
  readonly scheduler: SchedulerLike;
  /** Called with an error that concerns the gateway itself. */
  readonly onError: (error: unknown) => void;
  /** Called once the stream has ended, or its client has left. */
  readonly onClosed: () => void;
  /** Ends the stream. */
  readonly signal: AbortSignal;
}

/** Bytes that are handed over before the client reads them. */
const readAhead = 65_536;

/** Heartbeats in a row that find a client which reads nothing, after which it is given up. */
const patience = 8;

/** Returns the body of a response with server-sent events, bounded for slow clients. */
export function eventStream(
  frames$: Observable<Frame>,
  { latest, seen, maxBuffered, heartbeat, scheduler, onError, onClosed, signal }: EventStreamOptions,
): ReadableStream<Uint8Array> {
  let pending: Frame[] = [];
  /** The last message that the client was sent, or has from before. */
  let sent: Frame | undefined;
  const left$ = new Subject<void>();
  const over$ = new Subject<void>();
  let isEnding = false;
  let isOver = false;
  let stalled = 0;
  let flush = () => {};
  let abort = () => {};
  const leave = () => {
    isOver = true;
    pending = [];
    signal.removeEventListener('abort', abort);
    left$.next();
    over$.next();
    onClosed();
  };
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const hasRoom = () => (controller.desiredSize ?? 0) > 0;
        const close = () => {
          if (isOver) return;
          leave();
          controller.close();
        };
        const end = (last: Frame) => {
          pending.push(last);
          isEnding = true;
          flush();
        };
        const fail = (error: unknown) => {
          const problem = toProblem(error);
          if (problem.isInside) onError(error);
          // Leaving the source completes it, which is not its end.
          isEnding = true;
          left$.next();
          end(new Frame(problem, { event: 'failure' }));
        };
        flush = () => {
          try {
            while (!isOver && pending.length > 0 && hasRoom()) {
              const frame = pending.shift();
              if (frame === undefined) break;
              controller.enqueue(frame.after(sent));
              if (frame.event === undefined) sent = frame;
            }
          } catch (error) {
            // What a converter has read can not be written as JSON.
            pending = [];
            fail(error);
          }
          if (isEnding && pending.length === 0) close();
        };
        abort = close;
        if (signal.aborted) return close();
        signal.addEventListener('abort', abort);
        controller.enqueue(comment('open'));
        interval(heartbeat, scheduler)
          .pipe(takeUntil(over$))
          .subscribe(() => {
            stalled = hasRoom() ? 0 : stalled + 1;
            if (stalled === 0) controller.enqueue(comment('heartbeat'));
            else if (stalled >= patience) close();
          });
        frames$.pipe(takeUntil(left$)).subscribe({
          next: frame => {
            if (sent === undefined && frame.id !== undefined && frame.id === seen) {
              sent = frame;
              return;
            }
            if (latest) pending = pending.filter(({ event }) => event !== frame.event);
            pending.push(frame);
            if (hasRoom()) flush();
            else if (pending.length >= maxBuffered) {
              isEnding = true;
              left$.next();
            }
          },
          error: fail,
          complete: () => {
            if (!isEnding && !isOver) end(new Frame({}, { event: 'complete' }));
          },
        });
      },
      pull: () => flush(),
      cancel: leave,
    },
    new ByteLengthQueuingStrategy({ highWaterMark: readAhead }),
  );
}
