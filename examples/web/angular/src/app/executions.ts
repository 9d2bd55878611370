import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import type { RemoteFilter } from 'rx-swf/remote';
import { switchMap } from 'rxjs';
import { ExecutionDetails } from './execution-details';
import { ExecutionTable, type Selected } from './execution-table';
import { type Filter, Filters } from './filters';
import { latest, nothing } from './latest';
import { messageOf } from './message-of';
import { REMOTE } from './remote';
import { whileVisible } from './while-visible';

/** The list, and the execution that was chosen from it. */
@Component({
  selector: 'app-executions',
  imports: [ExecutionDetails, ExecutionTable, Filters],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="panes" [class.with-details]="selected() !== undefined">
      <section aria-label="Executions" class="pane">
        <app-filters [(filter)]="filter" />
        @let list = listed();
        @if (list.error !== undefined) {
          <p role="alert">{{ messageOf(list.error) }}</p>
        }
        @if (list.value !== undefined) {
          <app-execution-table [executions]="list.value" [selected]="selected()" (choose)="selected.set($event)" />
        } @else if (list.error === undefined) {
          <p class="empty">Loading…</p>
        }
      </section>
      @if (selected(); as selected) {
        <app-execution-details [selected]="selected" (closed)="close()" />
      }
    </div>
  `,
})
export class Executions {
  readonly #remote = inject(REMOTE);
  protected readonly messageOf = messageOf;
  protected readonly filter = signal<Filter>({ state: 'all', type: '' });
  protected readonly selected = signal<Selected | undefined>(undefined);
  protected readonly listed = toSignal(
    toObservable(this.filter).pipe(
      switchMap(filter =>
        this.#remote.executions(toRemoteFilter(filter)).items$.pipe(whileVisible(), latest),
      ),
    ),
    { initialValue: nothing },
  );

  protected close(): void {
    this.selected.set(undefined);
  }
}

const toRemoteFilter = ({ state, type }: Filter): RemoteFilter => ({
  limit: 50,
  ...(state === 'all' ? {} : { [state]: true }),
  ...(type === '' ? {} : { type: { name: type } }),
});
