import {
  afterRenderEffect,
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  type ElementRef,
  inject,
  input,
  output,
  viewChild,
} from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { switchMap } from 'rxjs';
import { Badge } from './badge';
import type { Selected } from './execution-table';
import { latest, nothing } from './latest';
import { messageOf } from './message-of';
import { ProgressBar } from './progress-bar';
import { REMOTE } from './remote';
import { SignalButtons } from './signal-buttons';
import { StepList } from './step-list';
import { TerminateDialog } from './terminate-dialog';
import { whileVisible } from './while-visible';

/** One execution: its state as it changes, and what can be done about it. */
@Component({
  selector: 'app-execution-details',
  imports: [Badge, ProgressBar, SignalButtons, StepList, TerminateDialog],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section class="pane details" [attr.aria-label]="selected().workflowId">
      <header>
        <h2 #heading tabindex="-1">{{ selected().workflowId }}</h2>
        <button type="button" class="quiet" (click)="closed.emit()">Close</button>
      </header>
      @if (state().error !== undefined) {
        <p role="alert">{{ messageOf(state().error) }}</p>
      }
      @if (state().value; as state) {
        <p><app-badge [status]="closeStatus()" /> {{ state.execution['reason'] }}</p>
        @if (closeStatus() === 'OPEN') {
          <app-progress-bar [progress]="progress().value" />
          <div class="actions">
            <app-signal-buttons [execution]="execution()" [state]="state" />
            <app-terminate-dialog [execution]="execution()" />
          </div>
        }
        <app-step-list [state]="state" />
      }
    </section>
  `,
})
export class ExecutionDetails {
  readonly #remote = inject(REMOTE);
  readonly selected = input.required<Selected>();
  readonly closed = output<void>();
  protected readonly messageOf = messageOf;
  protected readonly execution = computed(() => {
    const { workflowId, runId } = this.selected();
    return this.#remote.execution(workflowId, runId);
  });
  readonly #execution$ = toObservable(this.execution);
  protected readonly state = toSignal(
    this.#execution$.pipe(switchMap(({ state$ }) => state$.pipe(whileVisible(), latest))),
    { initialValue: nothing },
  );
  protected readonly progress = toSignal(
    this.#execution$.pipe(switchMap(({ progress$ }) => progress$.pipe(whileVisible(), latest))),
    { initialValue: nothing },
  );
  private readonly heading = viewChild.required<ElementRef<HTMLElement>>('heading');
  protected readonly closeStatus = computed(() =>
    String(this.state().value?.execution['closeStatus'] ?? 'OPEN'),
  );

  constructor() {
    let opener: Element | null = null;
    // The focus goes to an execution that is opened, and back to where it was opened from.
    afterRenderEffect(() => {
      this.selected();
      opener = document.activeElement;
      this.heading().nativeElement.focus();
    });
    inject(DestroyRef).onDestroy(() => {
      if (opener instanceof HTMLElement) opener.focus();
    });
  }
}
