import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';

const looks: Readonly<Record<string, { readonly mark: string; readonly text: string }>> = {
  OPEN: { mark: '▶', text: 'Open' },
  COMPLETED: { mark: '✓', text: 'Completed' },
  FAILED: { mark: '✗', text: 'Failed' },
  TERMINATED: { mark: '■', text: 'Terminated' },
  TIMED_OUT: { mark: '⏱', text: 'Timed out' },
  CANCELED: { mark: '⊘', text: 'Canceled' },
  CONTINUED_AS_NEW: { mark: '↻', text: 'Continued' },
};

/** State of an execution as a mark, a word and a colour. */
@Component({
  selector: 'app-badge',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <span class="badge" [class]="status().toLowerCase()">
      <span aria-hidden="true">{{ look().mark }}</span> {{ look().text }}
    </span>
  `,
})
export class Badge {
  readonly status = input.required<string>();
  protected readonly look = computed(() => looks[this.status()] ?? { mark: '', text: this.status() });
}
