import type { GatewayActionName } from './GatewayAction.js';

/** All names of actions; true for those that change nothing. */
const actions: Readonly<Record<GatewayActionName, boolean>> = {
  readDomain: true,
  readExecutions: true,
  readExecution: true,
  readHistory: true,
  readState: true,
  readProgress: true,
  readResult: true,
  readTimeline: true,
  readWhy: true,
  readPending: true,
  readSteps: true,
  readTaskLists: true,
  readTypes: true,
  start: false,
  signal: false,
  cancel: false,
  terminate: false,
  rerun: false,
  redrive: false,
  bulk: false,
};

/** All actions of a gateway. */
export const allActions = Object.entries(actions).map(([name, isRead]) => ({
  name: name as GatewayActionName,
  isRead,
}));
