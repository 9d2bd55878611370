import { activity, workflow } from 'rx-swf/workflows';
import { concatMap, concatWith, map, merge, race, take, takeWhile, timer } from 'rxjs';

export interface Request {
  readonly what: string;
  readonly approver: string;
}

/** Payload of the signal `decision`, which the approver sends. */
export interface Decision {
  readonly isApproved: boolean;
  readonly comment?: string;
}

/** Status of a request: its progress while it waits, and finally its result. */
export type Standing =
  | { readonly status: 'waiting'; readonly reminders: number }
  | { readonly status: 'approved' | 'rejected'; readonly comment?: string | undefined }
  | { readonly status: 'expired' };

const day = 86_400_000;
const mail = { version: '1', startToCloseTimeout: 60, retry: { count: 10 } } as const;

export const ask = activity<Request, void>({ name: 'AskForApproval', ...mail });
export const remind = activity<Request & { readonly reminder: number }, void>({
  name: 'RemindApprover',
  ...mail,
});

/** Asks a person, reminds them every three days, and gives up after two weeks. */
export const approval = workflow({ name: 'Approval', version: '1' }, (request: Request, { run, signal }) => {
  const reminded$ = timer(3 * day, 3 * day).pipe(
    map(n => n + 1),
    concatMap(reminder => run(remind, { ...request, reminder }).pipe(map(() => reminder))),
  );
  const waiting$ = run(ask, request).pipe(
    map(() => 0),
    concatWith(reminded$),
    map((reminders): Standing => ({ status: 'waiting', reminders })),
  );
  const decided$ = signal<Decision>('decision').pipe(
    take(1),
    map(({ isApproved, comment }): Standing => ({ status: isApproved ? 'approved' : 'rejected', comment })),
  );
  const expired$ = timer(14 * day).pipe(map((): Standing => ({ status: 'expired' })));

  return merge(waiting$, race(decided$, expired$)).pipe(
    takeWhile(({ status }) => status === 'waiting', true),
  );
});
