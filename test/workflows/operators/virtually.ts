import { dematerialize, Subject } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import type { Case } from './Case.js';
import { coldSource, messagesOf, toNotification } from './marbles.js';
import { type Line, transcript } from './transcript.js';

/**
 * Plays a case on the virtual time of RxJS, and passes the scheduler if the case can take it: the stand-ins for the
 * host's timers there order those of the same time differently from the host and from the scheduler.
 */
export function virtually(played: Case): readonly Line[] {
  let lines: readonly Line[] | undefined;
  const time = new TestScheduler(() => {});
  time.run(() => {
    const scheduler = played.forms.includes('passed') ? time : undefined;
    const hot$ = new Subject<ReturnType<typeof toNotification>>();
    for (const message of messagesOf(played.hot ?? ''))
      time.schedule(() => hot$.next(toNotification(message)), message.seconds * 1_000 + 500);
    transcript(played, {
      scheduler,
      now: () => time.now(),
      cold: coldSource(scheduler),
      hot$: hot$.pipe(dematerialize()),
    }).subscribe(all => {
      lines = all;
    });
  });
  if (lines === undefined) throw new Error('A case must come to an end');
  return lines;
}
