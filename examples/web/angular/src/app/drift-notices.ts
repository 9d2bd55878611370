import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { noticesOf } from './notices-of';
import { TYPES } from './remote';

/** Tells what another program has changed in the types that the code of the gateway defines. */
@Component({
  selector: 'app-drift-notices',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section aria-label="Drift" aria-live="polite">
      <ul class="notices">
        @for (notice of shown(); track notice.id) {
          <li [class.settled]="notice.isGone">
            <span><code>{{ notice.what }}</code> {{ notice.text }}</span>
            <button type="button" class="quiet" (click)="dismiss(notice.id)">Dismiss</button>
          </li>
        }
      </ul>
    </section>
  `,
})
export class DriftNotices {
  readonly #notices = toSignal(noticesOf(inject(TYPES)), { initialValue: [] });
  readonly #dismissed = signal<ReadonlySet<number>>(new Set());
  protected readonly shown = computed(() => this.#notices().filter(({ id }) => !this.#dismissed().has(id)));

  protected dismiss(id: number): void {
    this.#dismissed.update(dismissed => new Set(dismissed).add(id));
  }
}
