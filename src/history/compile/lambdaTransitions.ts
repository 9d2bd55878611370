import type { Transitions } from './Transitions.js';

const open = ['scheduled', 'started'] as const;

/** Transitions of Lambda function calls. */
export const lambdaTransitions = {
  LambdaFunctionScheduled(ledger, event) {
    const { id, input, control, ...attributes } = event.attributes;
    const facts = { rawInput: input, rawControl: control, scheduledEventId: event.id };
    ledger.begin(ledger.lambdaFunctions, id, event, attributes, facts);
  },
  ScheduleLambdaFunctionFailed(ledger, event) {
    const { id, ...attributes } = event.attributes;
    ledger.begin(ledger.lambdaFunctions, id, event, attributes);
  },
  LambdaFunctionStarted(ledger, event) {
    const { scheduledEventId } = event.attributes;
    const news = { scheduledEventId, startedEventId: event.id };
    ledger.advance(ledger.lambdaFunctions, { key: scheduledEventId, from: ['scheduled'], event }, news);
  },
  StartLambdaFunctionFailed(ledger, event) {
    const { scheduledEventId, cause, message } = event.attributes;
    const news = { scheduledEventId, cause, message };
    ledger.advance(ledger.lambdaFunctions, { key: scheduledEventId, from: ['scheduled'], event }, news);
  },
  LambdaFunctionCompleted(ledger, event) {
    const { scheduledEventId, startedEventId, result } = event.attributes;
    const news = { scheduledEventId, startedEventId, rawResult: result };
    ledger.advance(ledger.lambdaFunctions, { key: scheduledEventId, from: open, event }, news);
  },
  LambdaFunctionFailed(ledger, event) {
    const { scheduledEventId, startedEventId, reason, details } = event.attributes;
    const news = { scheduledEventId, startedEventId, reason, rawDetails: details };
    ledger.advance(ledger.lambdaFunctions, { key: scheduledEventId, from: open, event }, news);
  },
  LambdaFunctionTimedOut(ledger, event) {
    const { scheduledEventId, startedEventId, timeoutType } = event.attributes;
    const news = { scheduledEventId, startedEventId: startedEventId || undefined, timeoutType };
    ledger.advance(ledger.lambdaFunctions, { key: scheduledEventId, from: open, event }, news);
  },
} satisfies Transitions;
