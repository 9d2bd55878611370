import type { BulkAction } from './bulkActions.js';
import type { BulkOrder } from './perform.js';

/** What is entered so far. */
export interface BulkFields {
  readonly action: string;
  readonly reason: string;
  readonly signalName: string;
  /** JSON; empty for none. */
  readonly input: string;
  readonly childPolicy: '' | 'TERMINATE' | 'REQUEST_CANCEL' | 'ABANDON';
}

/** An empty form. */
export const emptyForm: BulkFields = { action: '', reason: '', signalName: '', input: '', childPolicy: '' };

/** Returns the action that a form describes, or `undefined` while something is missing. */
export function orderOf({ name }: BulkAction, form: BulkFields): BulkOrder | undefined {
  const reason = form.reason.trim();
  if (reason === '') return undefined;
  const order = { action: name, reason };
  if (name === 'terminate')
    return form.childPolicy === '' ? order : { ...order, childPolicy: form.childPolicy };
  if (name !== 'signal') return order;
  const input = parseInput(form.input);
  if (form.signalName.trim() === '' || input === undefined) return undefined;
  return { ...order, signalName: form.signalName.trim(), ...input };
}

/** Returns the input as a member, none for an empty text, and `undefined` for a text that is not JSON. */
function parseInput(text: string): { readonly input?: unknown } | undefined {
  if (text.trim() === '') return {};
  try {
    return { input: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** The fields of an action on many executions. */
export function BulkForm({
  actions,
  form,
  onChange,
  onSubmit,
}: {
  readonly actions: readonly BulkAction[];
  readonly form: BulkFields;
  readonly onChange: (form: BulkFields) => void;
  readonly onSubmit: () => void;
}) {
  const set = (change: Partial<BulkFields>) => onChange({ ...form, ...change });
  const isInputValid = parseInput(form.input) !== undefined;
  return (
    <form
      id="bulk"
      class="form"
      onSubmit={event => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <fieldset class="choices">
        <legend class="sr-only">Action</legend>
        {actions.map(({ name, verb, text }) => (
          <label key={name} class="choice">
            <input
              type="radio"
              name="action"
              value={name}
              checked={form.action === name}
              onChange={() => set({ action: name })}
            />
            <span>
              <b>{verb}</b> <span class="quiet">{text}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {form.action === 'signal' && (
        <>
          <div class="field">
            <label for="signal-name">Name of the signal</label>
            <input
              id="signal-name"
              value={form.signalName}
              onInput={event => set({ signalName: event.currentTarget.value })}
            />
          </div>
          <div class="field">
            <label for="signal-input">Input as JSON (optional)</label>
            <textarea
              id="signal-input"
              rows={3}
              spellcheck={false}
              value={form.input}
              aria-invalid={!isInputValid}
              onInput={event => set({ input: event.currentTarget.value })}
            />
            {!isInputValid && (
              <span class="problem">
                This is not JSON. A text needs quotes: <code>"text"</code>
              </span>
            )}
          </div>
        </>
      )}
      {form.action === 'terminate' && (
        <div class="field">
          <label for="child-policy">Open children</label>
          <select
            id="child-policy"
            value={form.childPolicy}
            onChange={event => set({ childPolicy: policyOf(event.currentTarget.value) })}
          >
            <option value="">as each execution was started</option>
            <option value="TERMINATE">are terminated too</option>
            <option value="REQUEST_CANCEL">are asked to cancel</option>
            <option value="ABANDON">go on</option>
          </select>
        </div>
      )}
      <div class="field">
        <label for="reason">Reason for the audit</label>
        <input
          id="reason"
          value={form.reason}
          maxLength={256}
          autocomplete="off"
          onInput={event => set({ reason: event.currentTarget.value })}
        />
      </div>
    </form>
  );
}

const policyOf = (value: string): BulkFields['childPolicy'] =>
  value === 'TERMINATE' || value === 'REQUEST_CANCEL' || value === 'ABANDON' ? value : '';
