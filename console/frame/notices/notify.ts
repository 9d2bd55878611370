import { BehaviorSubject } from 'rxjs';

/** What has become of an action, as a line of the page. */
export interface Notice {
  readonly id: number;
  readonly at: Date;
  readonly outcome: 'done' | 'failed';
  readonly text: string;
}

const notices = new BehaviorSubject<readonly Notice[]>([]);

/** The notices that are shown, oldest first. */
export const notices$ = notices.asObservable();

let count = 0;

/** Shows what has become of an action. A failure stays until it is dismissed. */
export function notify(outcome: Notice['outcome'], text: string): void {
  count += 1;
  notices.next([...notices.value.slice(-3), { id: count, at: new Date(), outcome, text }]);
}

/** Removes a notice. */
export function dismiss(id: number): void {
  notices.next(notices.value.filter(notice => notice.id !== id));
}
