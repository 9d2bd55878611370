import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import type { RemoteExecution, StateRecord } from 'rx-swf/remote';
import { catchError, EMPTY, map, type Observable, switchMap } from 'rxjs';
import { injectAction } from './action';

/** A button for each signal that the execution listens to at present, as its code tells the gateway. */
@Component({
  selector: 'app-signal-buttons',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @for (name of names(); track name) {
      <button type="button" [disabled]="action.isPending()" (click)="send(name)">Send “{{ name }}”</button>
    }
    <span role="status">{{ action.message() }}</span>
  `,
})
export class SignalButtons {
  readonly execution = input.required<RemoteExecution>();
  /** Present state of the execution. Each new one may listen to others. */
  readonly state = input.required<StateRecord>();
  protected readonly action = injectAction();
  readonly #asked = computed(() => ({ execution: this.execution(), state: this.state() }));
  protected readonly names = toSignal(
    toObservable(this.#asked).pipe(switchMap(({ execution }) => listenedBy(execution))),
    { initialValue: [] },
  );

  protected send(name: string): void {
    this.action.run(this.execution().signal(name), 'Sent.');
  }
}

const listenedBy = (execution: RemoteExecution): Observable<readonly string[]> =>
  execution.why().pipe(
    map(({ waits }) =>
      waits.flatMap(wait =>
        wait.kind === 'signals' && 'names' in wait.listening ? wait.listening.names : [],
      ),
    ),
    // What the execution waits for can't be told at present: the next change asks again.
    catchError(() => EMPTY),
  );
