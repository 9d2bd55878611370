import type { Transitions } from './Transitions.js';

const open = ['scheduled', 'started'] as const;

/** Transitions of Lambda function calls. */
export const lambdaTransitions = {
  LambdaFunctionScheduled(state, event) {
    const { id, input, control, ...attributes } = event.attributes;
    const facts = { rawInput: input, rawControl: control, scheduledEventId: event.id };
    state.begin(state.lambdaFunctions, id, event, attributes, facts);
  },
  ScheduleLambdaFunctionFailed(state, event) {
    const { id, ...attributes } = event.attributes;
    state.begin(state.lambdaFunctions, id, event, attributes);
  },
  LambdaFunctionStarted(state, event) {
    const { scheduledEventId } = event.attributes;
    const facts = { scheduledEventId, startedEventId: event.id };
    state.advance(state.lambdaFunctions, { key: scheduledEventId, from: ['scheduled'], event }, facts);
  },
  StartLambdaFunctionFailed(state, event) {
    const { scheduledEventId, cause, message } = event.attributes;
    const facts = { scheduledEventId, cause, message };
    state.advance(state.lambdaFunctions, { key: scheduledEventId, from: ['scheduled'], event }, facts);
  },
  LambdaFunctionCompleted(state, event) {
    const { scheduledEventId, startedEventId, result } = event.attributes;
    const facts = { scheduledEventId, startedEventId, rawResult: result };
    state.advance(state.lambdaFunctions, { key: scheduledEventId, from: open, event }, facts);
  },
  LambdaFunctionFailed(state, event) {
    const { scheduledEventId, startedEventId, reason, details } = event.attributes;
    const facts = { scheduledEventId, startedEventId, reason, rawDetails: details };
    state.advance(state.lambdaFunctions, { key: scheduledEventId, from: open, event }, facts);
  },
  LambdaFunctionTimedOut(state, event) {
    const { scheduledEventId, startedEventId, timeoutType } = event.attributes;
    const facts = { scheduledEventId, startedEventId: startedEventId || undefined, timeoutType };
    state.advance(state.lambdaFunctions, { key: scheduledEventId, from: open, event }, facts);
  },
} satisfies Transitions;
