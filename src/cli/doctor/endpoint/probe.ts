import { lookup } from 'node:dns/promises';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import {
  catchError,
  concatMap,
  defer,
  map,
  Observable,
  of,
  type SchedulerLike,
  take,
  throwError,
  timeout,
} from 'rxjs';
import { fromAbortable, messageOf } from '../../../requests/index.js';

/** A step on the way to a service. */
export type Phase = 'DNS' | 'TCP' | 'TLS' | 'HTTP';

/** How an endpoint answers. */
export interface Probe {
  /** Milliseconds that each step took. */
  readonly times: ReadonlyMap<Phase, number>;
  /** HTTP status of an unsigned request. */
  readonly status: number;
  /** True if the answer has the form of an AWS service. */
  readonly isAws: boolean;
  /** What its clock was ahead of this machine's, in milliseconds; undefined if it doesn't say. */
  readonly skew: number | undefined;
}

/** A step that failed. */
export class ProbeError extends Error {
  readonly phase: Phase;

  constructor(phase: Phase, cause: unknown) {
    super(causeOf(cause), { cause });
    this.phase = phase;
  }
}

/** Milliseconds that a step may take. */
const patience = 5_000;

/** Returns what happened in words: `fetch` wraps it, Node gives several addresses' errors as one, and TLS a reason. */
function causeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return causeOf(error.errors[0]);
  if (error instanceof Error && error.cause instanceof Error) return causeOf(error.cause);
  const reason = error instanceof Error && 'reason' in error ? error.reason : undefined;
  return typeof reason === 'string' ? reason : messageOf(error);
}

/** Emits how an endpoint answers; errors with a {@link ProbeError} at the first step that fails. */
export function probe(url: URL, scheduler: SchedulerLike): Observable<Probe> {
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const times = new Map<Phase, number>();
  const step = <T>(phase: Phase, work$: Observable<T>): Observable<T> =>
    defer(() => {
      const start = scheduler.now();
      return work$.pipe(
        take(1),
        timeout({
          first: patience,
          scheduler,
          with: () => throwError(() => new Error(`no answer within ${patience / 1_000} s`)),
        }),
        map(value => {
          times.set(phase, scheduler.now() - start);
          return value;
        }),
        catchError((error: unknown) => throwError(() => new ProbeError(phase, error))),
      );
    });
  return step(
    'DNS',
    defer(() => lookup(host)),
  ).pipe(
    concatMap(() =>
      step(
        'TCP',
        socket$(() => connectTcp({ host, port }), 'connect'),
      ),
    ),
    concatMap(() =>
      url.protocol === 'https:'
        ? step(
            'TLS',
            socket$(
              () => connectTls({ host, port, ...(isIP(host) === 0 && { servername: host }) }),
              'secureConnect',
            ),
          )
        : of(undefined),
    ),
    concatMap(() => step('HTTP', answer$(url, scheduler))),
    map(answer => ({ times, ...answer })),
  );
}

/** Emits once a socket is connected, and destroys it. */
const socket$ = (open: () => Socket, event: 'connect' | 'secureConnect'): Observable<void> =>
  new Observable(subscriber => {
    const socket = open();
    socket.once(event, () => subscriber.next());
    socket.on('error', error => subscriber.error(error));
    return () => socket.destroy();
  });

/** Sends an unsigned request for a list, which Amazon refuses and the embedded service may answer. */
const answer$ = (url: URL, scheduler: SchedulerLike) =>
  fromAbortable(async ({ signal }) => {
    const start = scheduler.now();
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': 'SimpleWorkflowService.ListDomains',
      },
      body: '{"registrationStatus":"REGISTERED","maximumPageSize":1}',
      signal,
    });
    const middle = (start + scheduler.now()) / 2;
    await response.body?.cancel();
    const date = Date.parse(response.headers.get('date') ?? '');
    return {
      status: response.status,
      isAws: response.headers.has('x-amzn-requestid'),
      // The header has whole seconds, and half a second is added for what it cuts off.
      skew: Number.isNaN(date) ? undefined : date + 500 - middle,
    };
  });
