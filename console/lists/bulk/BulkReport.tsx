import { useEffect, useRef, useState } from 'preact/hooks';
import type { BulkProgress, Outcome } from 'rx-swf/remote';
import type { Subscription } from 'rxjs';
import { Dialog } from '../../frame/Dialog.js';
import { Fault } from '../../frame/Fault.js';
import { notify } from '../../frame/notices/notify.js';
import { type BulkAction, type BulkTarget, executionsText } from './bulkActions.js';
import { type BulkOrder, perform } from './perform.js';

/** Most failures that are listed. */
const listed = 200;

/** Performs an action on many executions, and shows its progress and its failures. */
export function BulkReport({
  target,
  action,
  order,
  onClose,
}: {
  readonly target: BulkTarget;
  readonly action: BulkAction;
  readonly order: BulkOrder;
  readonly onClose: () => void;
}) {
  const { progress, failures, error, isOver, stop } = useProgress(target, action, order);
  const { ok = 0, skipped = 0, failed = 0, total } = progress ?? {};
  const failedText = failed > 0 ? `, ${failed.toLocaleString('en')} failed` : '';
  const text = `${action.done} ${executionsText({ count: ok })}${failedText}.`;
  useEffect(() => {
    if (isOver) notify(failed > 0 || error !== undefined ? 'failed' : 'done', text);
  }, [isOver]);
  return (
    <Dialog
      title={isOver ? text : `${action.verb}…`}
      onClose={onClose}
      footer={
        isOver ? (
          <button type="button" class="primary" onClick={onClose}>
            Close
          </button>
        ) : (
          <button type="button" onClick={stop}>
            Stop
          </button>
        )
      }
    >
      {error !== undefined && <Fault error={error} title="The action has ended early." />}
      <progress
        aria-label={action.verb}
        max={Math.max(1, total?.count ?? 1, ok + skipped + failed)}
        value={ok + skipped + failed}
      />
      <dl class="tally">
        <div>
          <dt>Done</dt>
          <dd>{ok.toLocaleString('en')}</dd>
        </div>
        <div>
          <dt>Failed</dt>
          <dd>{failed.toLocaleString('en')}</dd>
        </div>
        <div>
          <dt>Skipped</dt>
          <dd>{skipped.toLocaleString('en')}</dd>
        </div>
        <div>
          <dt>Of</dt>
          <dd>
            {total === undefined ? '…' : `${total.count.toLocaleString('en')}${total.truncated ? '+' : ''}`}
          </dd>
        </div>
      </dl>
      {failures.length > 0 && (
        <table class="table">
          <caption>Failures</caption>
          <tbody>
            {failures.slice(0, listed).map(({ workflowId, runId, error }) => (
              <tr key={`${workflowId} ${runId}`}>
                <td>{workflowId}</td>
                <td>{error}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Dialog>
  );
}

/** Performs an action while the component is mounted, and collects its failures. */
function useProgress(target: BulkTarget, action: BulkAction, order: BulkOrder) {
  const [progress, setProgress] = useState<BulkProgress>();
  const [failures, setFailures] = useState<readonly Outcome[]>([]);
  const [end, setEnd] = useState<{ readonly error?: unknown }>();
  const running = useRef<Subscription>(undefined);
  useEffect(() => {
    const subscription = perform(target, action, order).subscribe({
      next: progress => {
        setProgress(progress);
        if (progress.failures.length > 0) setFailures(former => [...former, ...progress.failures]);
      },
      error: (error: unknown) => setEnd({ error }),
      complete: () => setEnd({}),
    });
    running.current = subscription;
    return () => subscription.unsubscribe();
  }, []);
  const stop = () => {
    running.current?.unsubscribe();
    setEnd({});
  };
  return { progress, failures, error: end?.error, isOver: end !== undefined, stop };
}
