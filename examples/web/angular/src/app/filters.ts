import { ChangeDetectionStrategy, Component, inject, model } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { map } from 'rxjs';
import { TYPES } from './remote';

/** Executions to list. */
export interface Filter {
  readonly state: 'all' | 'open' | 'completed' | 'failed';
  /** Name of the workflow type; empty for all. */
  readonly type: string;
}

@Component({
  selector: 'app-filters',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <form class="filters" (submit)="$event.preventDefault()">
      <fieldset>
        <legend>State</legend>
        @for (state of states; track state.name) {
          <label>
            <input type="radio" name="state" [checked]="filter().state === state.name" (change)="show(state.name)" />
            {{ state.text }}
          </label>
        }
      </fieldset>
      <label>
        Type
        <select #type [value]="filter().type" (change)="showType(type.value)">
          <option value="">All</option>
          @for (name of workflows(); track name) {
            <option>{{ name }}</option>
          }
        </select>
      </label>
    </form>
  `,
})
export class Filters {
  readonly filter = model.required<Filter>();
  protected readonly workflows = toSignal(
    inject(TYPES).pipe(
      map(({ types }) => [
        ...new Set(types.filter(({ kind }) => kind === 'workflow').map(({ name }) => name)),
      ]),
    ),
    { initialValue: [] },
  );
  protected readonly states = [
    { name: 'all', text: 'All' },
    { name: 'open', text: 'Open' },
    { name: 'completed', text: 'Completed' },
    { name: 'failed', text: 'Failed' },
  ] as const;

  protected show(state: Filter['state']): void {
    this.filter.update(filter => ({ ...filter, state }));
  }

  protected showType(type: string): void {
    this.filter.update(filter => ({ ...filter, type }));
  }
}
