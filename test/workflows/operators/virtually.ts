import { dematerialize, Subject } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import type { Case } from './Case.js';
import { coldSource, messagesOf, toNotification } from './marbles.js';
import { type Line, transcript } from './transcript.js';

/**
 * Plays a case on RxJS's own virtual time. It is passed on if the case can take it: what stands for the host's timers
 * there has an order of its own for those that are due together, unlike the host's and unlike the scheduler's.
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
