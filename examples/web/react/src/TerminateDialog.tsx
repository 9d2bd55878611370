import { useId, useRef } from 'react';
import type { RemoteExecution } from 'rx-swf/remote';
import { useAction } from './useAction.js';

/** A button that asks for a reason before it terminates an execution. */
export function TerminateDialog({ execution }: { readonly execution: RemoteExecution }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  const close = () => dialog.current?.close();
  const [outcome, terminate, isPending] = useAction(
    form => execution.terminate({ reason: String(form.get('reason')) }),
    '',
    close,
  );
  return (
    <>
      <button type="button" className="danger" onClick={() => dialog.current?.showModal()}>
        Terminate…
      </button>
      <dialog ref={dialog} aria-labelledby={title}>
        <form action={terminate}>
          <h2 id={title}>Terminate {execution.workflowId}?</h2>
          <p>It ends at once, and its workflow can't clean up.</p>
          <label>
            Reason <input name="reason" required maxLength={256} autoComplete="off" />
          </label>
          {outcome?.isDone === false && <p role="alert">{outcome.message}</p>}
          <div className="buttons">
            <button type="button" className="quiet" onClick={close}>
              Keep it
            </button>
            <button type="submit" className="danger" disabled={isPending}>
              Terminate
            </button>
          </div>
        </form>
      </dialog>
    </>
  );
}
