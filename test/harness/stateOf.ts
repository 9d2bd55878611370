import type { History } from 'rx-swf';

/** Returns the whole state of a history in a form that compares. */
export function stateOf(history: History): unknown {
  const { lastEventId, execution, failedDecisions, problems, decisions, markers, lambdaFunctions } = history;
  const { activities, timers, childExecutions, signals, externalSignals, externalCancels } = history;
  const collections = { activities, timers, childExecutions, signals, externalSignals, externalCancels };
  const state = { lastEventId, execution, failedDecisions, problems, decisions, markers, lambdaFunctions };
  return JSON.parse(JSON.stringify({ ...state, ...collections }));
}
