import { useEffect, useState } from 'preact/hooks';
import type { BulkPlan, GatewayActionName } from 'rx-swf/remote';
import { Dialog } from '../../frame/Dialog.js';
import { Fault } from '../../frame/Fault.js';
import { Loading } from '../../frame/Loading.js';
import { BulkForm, emptyForm, orderOf } from './BulkForm.js';
import { BulkReport } from './BulkReport.js';
import { BulkSample } from './BulkSample.js';
import { type BulkAction, type BulkTarget, bulkActions, executionsText } from './bulkActions.js';
import { type BulkOrder, planOf } from './perform.js';

/** An action that waits for its confirmation, or that has begun. */
interface Chosen {
  readonly action: BulkAction;
  readonly order: BulkOrder;
  readonly isConfirmed: boolean;
}

/** Acts on many executions: first the action and its reason, then what it would be about, then its progress. */
export function BulkDialog({
  target,
  allowed,
  onClose,
}: {
  readonly target: BulkTarget;
  readonly allowed: ReadonlySet<GatewayActionName>;
  readonly onClose: () => void;
}) {
  const actions = bulkActions.filter(
    ({ name, takes }) =>
      allowed.has(name) && (target.kind === 'filter' || target.items.some(({ status }) => status === takes)),
  );
  const [form, setForm] = useState(() => emptyForm);
  const [chosen, setChosen] = useState<Chosen>();
  const plan = usePlan(target, chosen);
  const action = actions.find(({ name }) => name === form.action);
  const title =
    target.kind === 'selected'
      ? `Act on ${executionsText({ count: target.items.length })}`
      : 'Act on all executions of the filter';

  if (chosen?.isConfirmed)
    return <BulkReport target={target} action={chosen.action} order={chosen.order} onClose={onClose} />;
  if (chosen !== undefined) {
    const count = plan.value?.count;
    return (
      <Dialog
        title={`${chosen.action.verb}: dry run`}
        onClose={onClose}
        footer={
          <>
            <button type="button" onClick={() => setChosen(undefined)}>
              Back
            </button>
            <button
              type="button"
              class={chosen.action.isDanger ? 'danger' : 'primary'}
              disabled={count === undefined || count.count === 0}
              onClick={() => setChosen({ ...chosen, isConfirmed: true })}
            >
              {count === undefined
                ? chosen.action.verb
                : `${chosen.action.verbOf ?? chosen.action.verb} ${executionsText(count)}`}
            </button>
          </>
        }
      >
        {plan.error !== undefined && <Fault error={plan.error} />}
        {plan.value === undefined && plan.error === undefined && <Loading />}
        {plan.value && <BulkSample plan={plan.value} action={chosen.action} reason={chosen.order.reason} />}
      </Dialog>
    );
  }
  const order = action && orderOf(action, form);
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <>
          <button type="button" onClick={onClose}>
            Cancel
          </button>
          <button
            type="submit"
            form="bulk"
            class="primary"
            disabled={order === undefined}
            title="Counts the executions, and changes nothing"
          >
            Check
          </button>
        </>
      }
    >
      <BulkForm
        actions={actions}
        form={form}
        onChange={setForm}
        onSubmit={() => {
          if (action !== undefined && order !== undefined) setChosen({ action, order, isConfirmed: false });
        }}
      />
    </Dialog>
  );
}

/** Asks what a chosen action would be about. */
function usePlan(target: BulkTarget, chosen: Chosen | undefined) {
  const [plan, setPlan] = useState<{ readonly value?: BulkPlan; readonly error?: unknown }>({});
  useEffect(() => {
    setPlan({});
    if (chosen === undefined || chosen.isConfirmed) return undefined;
    const subscription = planOf(target, chosen.action, chosen.order).subscribe({
      next: value => setPlan({ value }),
      error: (error: unknown) => setPlan({ error }),
    });
    return () => subscription.unsubscribe();
  }, [chosen]);
  return plan;
}
