import { AsyncPipe, DatePipe } from '@angular/common';
import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { debounce, of, timer } from 'rxjs';
import { REMOTE } from './remote';

/** Tells whether what is shown is up to date, and if not, since when. */
@Component({
  selector: 'app-status-banner',
  imports: [AsyncPipe, DatePipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (status$ | async; as status) {
      @if (status.state === 'reconnecting') {
        <p role="alert" class="status stale">No connection. This is as of {{ status.since | date: 'mediumTime' }}.</p>
      } @else {
        <p role="status" class="status" [class]="status.state">
          {{ status.state === 'connected' ? 'Live' : 'Connecting' }}
        </p>
      }
    }
  `,
})
export class StatusBanner {
  /** A connection that is back within a second is not worth a banner. */
  protected readonly status$ = inject(REMOTE).status$.pipe(
    debounce(({ state }) => (state === 'reconnecting' ? timer(1_000) : of(0))),
  );
}
