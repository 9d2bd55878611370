import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { RemoteError } from 'rx-swf/remote';
import { Subscription } from 'rxjs';
import { Dialog } from '../../frame/Dialog.js';
import { Fault } from '../../frame/Fault.js';
import { notify } from '../../frame/notices/notify.js';
import { hrefOf, navigate } from '../../frame/useRoute.js';
import type { ViewProps } from '../view/ViewProps.js';
import type { Action } from './actionsOf.js';
import { Field } from './Field.js';
import { type ActionForm, perform, problemOf } from './perform.js';
import { signalNames } from './signalNames.js';

/** Words for what has been done. */
const done = {
  signal: 'Signaled',
  cancel: 'Requested cancellation of',
  terminate: 'Terminated',
  redrive: 'Redrove',
  rerun: 'Started again',
} as const;

/** Asks for what an action needs and why it is done, does it, and tells what has become of it. */
export function ActionDialog({
  action: { name, title, effect, isDangerous, needsReason },
  onClose,
  ...props
}: ViewProps & { readonly action: Action; readonly onClose: () => void }) {
  const { view, workflowId, runId, query } = props;
  const [form, setForm] = useState<ActionForm>({ reason: '', signalName: '', input: '', from: '' });
  const [isSending, setSending] = useState(false);
  const [error, setError] = useState<unknown>();
  const sending = useRef(new Subscription());
  const fields = useRef<HTMLFormElement>(null);
  const formId = useId();
  useEffect(() => {
    // The dialog has just given the focus to its first button.
    fields.current?.querySelector('input')?.focus();
    return () => sending.current.unsubscribe();
  }, []);
  const set = (change: Partial<ActionForm>) => setForm({ ...form, ...change });
  const problem = problemOf(form.input);
  const isReady =
    problem === undefined &&
    (name !== 'signal' || form.signalName !== '') &&
    (!needsReason || form.reason.trim() !== '');

  // Without an answer of SWF, the action may have been done all the same.
  const isRefused = error instanceof RemoteError && error.status < 500;

  const send = (event: Event) => {
    event.preventDefault();
    if (!isReady || isSending) return;
    setSending(true);
    setError(undefined);
    sending.current = perform(view.execution, name, form).subscribe({
      next: run => {
        notify('done', `${done[name]} ${workflowId}`);
        onClose();
        if (run === undefined) return;
        const view = query.get('view');
        const next = new URLSearchParams({
          ...(view === null ? {} : { view }),
          ...(runId === undefined ? {} : { from: runId }),
        });
        navigate(hrefOf(['executions', run.workflowId, run.runId ?? ''], next));
      },
      error: (failure: unknown) => {
        setError(failure);
        setSending(false);
      },
    });
  };

  return (
    <Dialog
      title={`${title} ${workflowId}`}
      onClose={onClose}
      footer={
        <>
          <button type="button" onClick={onClose}>
            Close
          </button>
          <button
            type="submit"
            form={formId}
            class={isDangerous ? 'danger' : 'primary'}
            disabled={!isReady || isSending}
          >
            {isSending ? 'Sending…' : title}
          </button>
        </>
      }
    >
      <form ref={fields} id={formId} class="action-form" onSubmit={send}>
        <p>{effect}</p>
        {name === 'signal' ? (
          <>
            <Field
              label="Signal name"
              value={form.signalName}
              onChange={signalName => set({ signalName })}
              options={signalNames(view)}
            />
            <Field
              label="Input as JSON (optional)"
              value={form.input}
              onChange={input => set({ input })}
              problem={problem}
              rows={4}
            />
          </>
        ) : null}
        <Field
          label={needsReason ? 'Reason for the audit' : 'Reason for the audit (optional)'}
          value={form.reason}
          onChange={reason => set({ reason })}
        />
        {name === 'rerun' && (
          <Field
            label="Input as JSON; empty for that of this run"
            value={form.input}
            onChange={input => set({ input })}
            problem={problem}
            rows={4}
          />
        )}
        {name === 'redrive' && (
          <Field
            label="First command to do again, such as Charge#7; empty for the failure that ended the run"
            value={form.from}
            onChange={from => set({ from })}
          />
        )}
        {error !== undefined && (
          <Fault
            error={error}
            title={isRefused ? 'This was not done.' : 'It is not known whether this was done.'}
          />
        )}
      </form>
    </Dialog>
  );
}
