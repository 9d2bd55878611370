import { AsyncPipe, DatePipe } from '@angular/common';
import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import type { RemoteStatus } from 'rx-swf/remote';
import { debounce, map, of, timer } from 'rxjs';
import { REMOTE } from './remote';

const texts: Readonly<Record<RemoteStatus['state'], string>> = {
  idle: 'Idle',
  connecting: 'Connecting …',
  connected: 'Live',
  reconnecting: 'No connection.',
  stale: 'The gateway does not reach SWF.',
};

/** Tells whether what is shown is up to date, and if not, since when. */
@Component({
  selector: 'app-status-banner',
  imports: [AsyncPipe, DatePipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (status$ | async; as status) {
      @if (status.since !== undefined) {
        <p role="alert" class="status stale">{{ status.text }} This is as of {{ status.since | date: 'mediumTime' }}.</p>
      } @else {
        <p role="status" class="status" [class]="status.state">{{ status.text }}</p>
      }
    }
  `,
})
export class StatusBanner {
  protected readonly status$ = inject(REMOTE).status$.pipe(
    // A connection that is back within a second is not worth a banner.
    debounce(({ state }) => (state === 'reconnecting' ? timer(1_000) : of(0))),
    map(status => ({
      state: status.state,
      text: texts[status.state],
      since: 'since' in status ? status.since : undefined,
    })),
  );
}
