import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';

/** Progress of an order, as its workflow reports it: the type of `progress$` is up to the workflow. */
@Component({
  selector: 'app-progress-bar',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (steps(); as steps) {
      <label class="progress">
        {{ steps.step }}
        <progress [value]="steps.done" [max]="steps.total"></progress>
      </label>
    }
  `,
})
export class ProgressBar {
  readonly progress = input<unknown>();
  protected readonly steps = computed(() => {
    const progress = this.progress();
    return isOrderProgress(progress) ? progress : undefined;
  });
}

interface OrderProgress {
  readonly step: string;
  readonly done: number;
  readonly total: number;
}

const isOrderProgress = (value: unknown): value is OrderProgress =>
  typeof value === 'object' && value !== null && 'step' in value && 'done' in value && 'total' in value;
