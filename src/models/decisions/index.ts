export { type DecisionBuilders, decisionBuilders } from './decisionBuilders.js';
export * from './jsonDecisions.js';
export * from './namespaces.js';
export type * from './options.js';
