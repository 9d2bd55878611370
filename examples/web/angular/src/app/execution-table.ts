import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import type { ExecutionRecord } from 'rx-swf/remote';
import { map, timer } from 'rxjs';
import { ago } from './ago';
import { Badge } from './badge';

/** A run that is shown beside the list. */
export interface Selected {
  readonly workflowId: string;
  readonly runId?: string;
}

@Component({
  selector: 'app-execution-table',
  imports: [Badge],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (executions().length === 0) {
      <p class="empty">There is no such execution.</p>
    } @else {
      <table>
        <thead>
          <tr>
            <th scope="col">Execution</th>
            <th scope="col">State</th>
            <th scope="col" class="wide">Type</th>
            <th scope="col" class="number">Started</th>
          </tr>
        </thead>
        <tbody>
          @for (execution of executions(); track execution.runId) {
            <tr [class.selected]="execution.runId === selected()?.runId">
              <td>
                <button type="button" class="link" (click)="choose.emit(execution)">{{ execution.workflowId }}</button>
              </td>
              <td><app-badge [status]="execution.closeStatus ?? execution.status" /></td>
              <td class="wide">{{ execution.type?.name }}</td>
              <td class="number">
                <time [dateTime]="execution.startTimestamp">{{ ago(execution.startTimestamp, now()) }}</time>
              </td>
            </tr>
          }
        </tbody>
      </table>
    }
  `,
})
export class ExecutionTable {
  readonly executions = input.required<readonly ExecutionRecord[]>();
  readonly selected = input<Selected>();
  readonly choose = output<Selected>();
  protected readonly ago = ago;
  protected readonly now = toSignal(timer(0, 1_000).pipe(map(() => Date.now())), {
    initialValue: Date.now(),
  });
}
