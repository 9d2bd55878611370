import type { ActorEvent } from './ActorEvent.js';

/** Where an actor writes what happens to it: `pino`, `console`, or whatever takes details and a message. */
export interface Logger {
  debug(details: object, message: string): void;
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
}

type Level = keyof Logger;

const levels: Readonly<Record<ActorEvent['type'], Level>> = {
  poll: 'debug',
  empty: 'debug',
  aborted: 'debug',
  received: 'debug',
  heartbeat: 'debug',
  answered: 'info',
  dropped: 'info',
  retried: 'warn',
  throttled: 'warn',
  recovered: 'info',
  draining: 'info',
  drained: 'info',
};

/**
 * Writes an event as one line with details; errors under `err`, as loggers expect them.
 *
 * @param isRepeated - whether it was written before what another poller has met: that is for debugging
 */
export function logEvent(logger: Logger, actor: string, event: ActorEvent, isRepeated = false): void {
  const { type, at: _, ...rest } = event;
  const details: Record<string, unknown> = { actor, ...rest };
  if ('task' in event) {
    const { workflowExecution } = event.task;
    details.task = `${event.task}`;
    details.workflowId = workflowExecution.workflowId;
    details.runId = workflowExecution.runId;
  }
  if ('error' in event) {
    delete details.error;
    details.err = event.error;
  }
  logger[isRepeated ? 'debug' : levelOf(event)](details, messageOf(event));
}

function levelOf(event: ActorEvent): Level {
  const isLost = event.type === 'answered' && (event.answer === 'gone' || event.answer === 'abandoned');
  return isLost ? 'warn' : levels[event.type];
}

function messageOf(event: ActorEvent): string {
  switch (event.type) {
    case 'poll':
      return 'poll begins';
    case 'empty':
      return 'no task';
    case 'received':
      return 'task received';
    case 'heartbeat':
      return event.cancelRequested ? 'heartbeat: a cancel is requested' : 'heartbeat';
    case 'aborted':
      return 'poll aborted';
    case 'dropped':
      return 'task dropped';
    case 'answered':
      return `task ${event.answer}`;
    case 'retried':
    case 'throttled':
      return `${event.call} ${event.type}`;
    case 'recovered':
      return 'credentials recovered';
    case 'draining':
    case 'drained':
      return event.type;
  }
}
