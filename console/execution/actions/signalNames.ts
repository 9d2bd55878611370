import type { ExecutionView } from '../view/useExecution.js';

/** Returns names of signals to offer: those that the code listens to, and those that were received. */
export function signalNames({
  explanation,
  log,
}: Pick<ExecutionView, 'explanation' | 'log'>): readonly string[] {
  const listened = (explanation?.waits ?? []).flatMap(wait =>
    wait.kind === 'signals' && 'names' in wait.listening ? wait.listening.names : [],
  );
  const received = log.events.flatMap(({ name, attributes }) => {
    const signalName = attributes['signalName'];
    return name === 'WorkflowExecutionSignaled' && typeof signalName === 'string' ? [signalName] : [];
  });
  return [...new Set([...listened, ...received])].slice(0, 50);
}
