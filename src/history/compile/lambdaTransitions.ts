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
    const news = { scheduledEventId, startedEventId: event.id };
    state.advance(state.lambdaFunctions, { key: scheduledEventId, from: ['scheduled'], event }, news);
  },
  StartLambdaFunctionFailed(state, event) {
    const { scheduledEventId, cause, message } = event.attributes;
    const news = { scheduledEventId, cause, message };
    state.advance(state.lambdaFunctions, { key: scheduledEventId, from: ['scheduled'], event }, news);
  },
  LambdaFunctionCompleted(state, event) {
    const { scheduledEventId, startedEventId, result } = event.attributes;
    const news = { scheduledEventId, startedEventId, rawResult: result };
    state.advance(state.lambdaFunctions, { key: scheduledEventId, from: open, event }, news);
  },
  LambdaFunctionFailed(state, event) {
    const { scheduledEventId, startedEventId, reason, details } = event.attributes;
    const news = { scheduledEventId, startedEventId, reason, rawDetails: details };
    state.advance(state.lambdaFunctions, { key: scheduledEventId, from: open, event }, news);
  },
  LambdaFunctionTimedOut(state, event) {
    const { scheduledEventId, startedEventId, timeoutType } = event.attributes;
    const news = { scheduledEventId, startedEventId: startedEventId || undefined, timeoutType };
    state.advance(state.lambdaFunctions, { key: scheduledEventId, from: open, event }, news);
  },
} satisfies Transitions;
