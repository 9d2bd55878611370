import { ChangeDetectionStrategy, Component, type ElementRef, input, viewChild } from '@angular/core';
import type { RemoteExecution } from 'rx-swf/remote';
import { injectAction } from './action';

/** A button that asks for a reason before it terminates an execution. */
@Component({
  selector: 'app-terminate-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <button type="button" class="danger" (click)="open()">Terminate…</button>
    <dialog #dialog aria-labelledby="terminate-title">
      <form (submit)="terminate(reason.value, $event)">
        <h2 id="terminate-title">Terminate {{ execution().workflowId }}?</h2>
        <p>It ends at once, and its workflow can't clean up.</p>
        <label>Reason <input #reason name="reason" required maxlength="256" autocomplete="off" /></label>
        @if (action.message(); as message) {
          <p role="alert">{{ message }}</p>
        }
        <div class="buttons">
          <button type="button" class="quiet" (click)="close()">Keep it</button>
          <button type="submit" class="danger" [disabled]="action.isPending()">Terminate</button>
        </div>
      </form>
    </dialog>
  `,
})
export class TerminateDialog {
  readonly execution = input.required<RemoteExecution>();
  protected readonly action = injectAction();
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');

  protected open(): void {
    this.dialog().nativeElement.showModal();
  }

  protected close(): void {
    this.dialog().nativeElement.close();
  }

  protected terminate(reason: string, submission: Event): void {
    submission.preventDefault();
    this.action.run(this.execution().terminate({ reason }), '', () => this.close());
  }
}
