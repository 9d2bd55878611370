import type { Observable } from 'rxjs';
import { eventStream } from '../streams/eventStream.js';
import { type Frame, toJson } from '../streams/Frame.js';
import type { Call } from './Call.js';

/** Returns a response with JSON. */
export const json = (value: unknown, status = 200): Response =>
  new Response(toJson(value), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
  });

/** Returns a response with server-sent events. The source is subscribed to unless the request is a `HEAD`. */
export function events(
  { request, gateway }: Call,
  frames$: Observable<Frame>,
  { latest }: { readonly latest: boolean },
): Response {
  const { signal } = request;
  const body =
    request.method === 'HEAD'
      ? null
      : eventStream(frames$, {
          ...gateway,
          latest,
          signal,
          onError: error => gateway.onError(error, request),
        });
  // A proxy that buffers would hold events back.
  return new Response(body, {
    headers: { 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' },
  });
}
