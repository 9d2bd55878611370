import { useMemo, useRef } from 'react';
import { Badge } from './Badge.js';
import type { Selected } from './Executions.js';
import { media } from './media.js';
import { messageOf } from './messageOf.js';
import { ProgressBar } from './ProgressBar.js';
import { SignalButtons } from './SignalButtons.js';
import { StepList } from './StepList.js';
import { TerminateDialog } from './TerminateDialog.js';
import { useFocusReturn } from './useFocusReturn.js';
import { useObservable } from './useObservable.js';
import { whileVisible } from './whileVisible.js';

interface ExecutionDetailsProps {
  readonly selected: Selected;
  readonly onClose: () => void;
}

/** One execution: its state as it changes, and what can be done about it. */
export function ExecutionDetails({ selected: { workflowId, runId }, onClose }: ExecutionDetailsProps) {
  const { execution, state$, progress$ } = useMemo(() => {
    const execution = media.execution(workflowId, runId);
    return {
      execution,
      state$: execution.state$.pipe(whileVisible()),
      progress$: execution.progress$.pipe(whileVisible()),
    };
  }, [workflowId, runId]);
  const heading = useRef<HTMLHeadingElement>(null);
  useFocusReturn(heading);
  const { value: state, error } = useObservable(state$);
  const { value: progress } = useObservable(progress$);
  const { closeStatus = 'OPEN', reason } = state?.execution ?? {};
  return (
    <section aria-label={workflowId} className="pane details">
      <header>
        <h2 ref={heading} tabIndex={-1}>
          {workflowId}
        </h2>
        <button type="button" className="quiet" onClick={onClose}>
          Close
        </button>
      </header>
      {error !== undefined && <p role="alert">{messageOf(error)}</p>}
      {state !== undefined && (
        <>
          <p>
            <Badge status={String(closeStatus)} /> {typeof reason === 'string' && reason}
          </p>
          {closeStatus === 'OPEN' && (
            <>
              <ProgressBar progress={progress} />
              <div className="actions">
                <SignalButtons execution={execution} changes$={state$} />
                <TerminateDialog execution={execution} />
              </div>
            </>
          )}
          <StepList state={state} />
        </>
      )}
    </section>
  );
}
