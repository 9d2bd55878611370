import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { EntityRecord, StateRecord } from 'rx-swf/remote';

/** Activities and signals of an execution, in the order in which they came. */
@Component({
  selector: 'app-step-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ul class="steps" aria-label="Steps">
      @for (activity of state().activities; track activity['id']) {
        <li [class]="activity['state']">
          <span>{{ nameOf(activity) }}</span> <code>{{ activity['rawInput'] }}</code> <small>{{ activity['state'] }}</small>
        </li>
      }
      @for (signal of state().signals; track signal['eventId']) {
        <li class="completed">
          <span>Signal</span> <code>{{ signal['id'] }}</code> <small>received</small>
        </li>
      }
    </ul>
  `,
})
export class StepList {
  readonly state = input.required<StateRecord>();

  protected nameOf({ activityType: type }: EntityRecord): string {
    return typeof type === 'object' && type !== null && 'name' in type ? String(type.name) : 'Activity';
  }
}
