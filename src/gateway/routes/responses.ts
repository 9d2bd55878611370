import { connect, endWith, ignoreElements, merge, type Observable, takeUntil } from 'rxjs';
import { PatchFrame } from '../patches/PatchFrame.js';
import type { Identify } from '../patches/patchOf.js';
import { eventStream } from '../streams/eventStream.js';
import { Frame, toJson } from '../streams/Frame.js';
import { outages } from '../streams/outages.js';
import { versioned } from '../streams/versioned.js';
import type { Call } from './Call.js';

/** Returns a response with JSON. */
export const json = (value: unknown, status = 200): Response =>
  new Response(toJson(value), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
  });

/**
 * Returns a response with server-sent events. The source is subscribed to unless the request is a `HEAD`.
 *
 * @throws `Problem` with status 503 if the gateway has too many streams
 */
export function events(
  { request, gateway, openStreams }: Call,
  frames$: Observable<Frame>,
  { latest }: { readonly latest: boolean },
): Response {
  const { signal } = request;
  const body =
    request.method === 'HEAD'
      ? null
      : eventStream(withOutages(frames$, gateway), {
          ...gateway,
          latest,
          seen: request.headers.get('last-event-id') ?? undefined,
          signal,
          onClosed: openStreams.open(),
          onError: error => gateway.onError(error, request),
        });
  // A proxy that buffers would hold events back.
  return new Response(body, {
    headers: { 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' },
  });
}

/** Tells of outages as long as there are frames. */
const withOutages = (frames$: Observable<Frame>, gateway: Call['gateway']): Observable<Frame> =>
  frames$.pipe(
    connect(shared$ =>
      merge(shared$, outages(gateway).pipe(takeUntil(shared$.pipe(ignoreElements(), endWith(true))))),
    ),
  );

/** A value that changes. */
export interface Watched<T> {
  /** Distinguishes it from the others of the gateway. */
  readonly key: string;
  readonly values$: () => Observable<T>;
  /** Returns what identifies an element of its lists. */
  readonly identify?: Identify;
}

/**
 * Returns a response with the versions of a value, of which only the latest one matters: as wholes, or as patches. All
 * clients share one subscription.
 */
export function versions<T>(call: Call, { key, values$, identify }: Watched<T>): Response {
  const { isPatched } = call;
  const frames$ = call.streams.get(`${isPatched ? 'patches' : 'wholes'} ${key}`, () =>
    versioned(call.streams.get(`values ${key}`, values$), (value, id) =>
      isPatched ? new PatchFrame(value, id, identify) : new Frame(value, { id }),
    ),
  );
  return events(call, frames$, { latest: true });
}

/** Returns whether a request wants a stream. */
export const wantsEvents = ({ headers }: Request): boolean =>
  (headers.get('accept') ?? '').includes('text/event-stream');
