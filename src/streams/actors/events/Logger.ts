import { callSafely } from '../../../requests/index.js';
import { refuse } from '../../../values/index.js';
import type { ActorEvent } from './ActorEvent.js';

/** Logger of an actor: `pino`, `console`, or any object with methods that take details and a message. */
export interface Logger {
  debug(details: object, message: string): void;
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  /** Optional; without it, errors are logged as warnings. */
  error?(details: object, message: string): void;
}

/**
 * Throws `InvalidArgumentError` if a method of the logger is missing: otherwise, each log line would fail.
 */
export function checkLogger(field: string, logger: Logger): void {
  const isComplete = [logger?.debug, logger?.info, logger?.warn].every(write => typeof write === 'function');
  if (!isComplete) refuse(field, logger, 'an object with the methods debug, info and warn');
}

/** Severity of a log line. */
export type Level = keyof Logger;

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
  decisionFailed: 'warn',
  candidateAgreed: 'debug',
  candidateDiverged: 'warn',
  candidateSkipped: 'debug',
  error: 'error',
};

/**
 * Writes an event as one line with details. Errors are written as `err`, as loggers expect.
 *
 * @param isRepeated - whether the same was logged for another poller; the line is then logged at debug level
 */
export function logEvent(logger: Logger, actor: string, event: ActorEvent, isRepeated = false): void {
  const { type, at: _, ...rest } = event;
  const details: Record<string, unknown> = { actor, ...rest };
  if ('task' in event && event.task !== undefined) {
    const { workflowExecution } = event.task;
    details.task = `${event.task}`;
    details.workflowId = workflowExecution.workflowId;
    details.runId = workflowExecution.runId;
  }
  if ('error' in event) {
    if (event.type !== 'decisionFailed') delete details.error;
    details.err = event.error;
  }
  writeLine(logger, isRepeated ? 'debug' : levelOf(event), details, messageOf(event));
}

/** Writes a line. If the logger throws or rejects, the error is reported and nothing else happens. */
export function writeLine(logger: Logger, level: Level, details: object, message: string): void {
  callSafely(() => {
    if (level === 'error' && logger.error !== undefined) return logger.error(details, message);
    return logger[level === 'error' ? 'warn' : level](details, message);
  });
}

function levelOf(event: ActorEvent): Level {
  const isLost = event.type === 'answered' && (event.answer === 'gone' || event.answer === 'abandoned');
  // A difference is logged once; its further occurrences are counted.
  const isKnown = event.type === 'candidateDiverged' && event.seen > 1;
  return isLost ? 'warn' : isKnown ? 'debug' : levels[event.type];
}

function messageOf(event: ActorEvent): string {
  switch (event.type) {
    case 'poll':
      return 'poll started';
    case 'empty':
      return 'no task';
    case 'received':
      return 'task received';
    case 'heartbeat':
      return event.cancelRequested ? 'heartbeat: cancel requested' : 'heartbeat';
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
    case 'decisionFailed':
      return 'decision failed';
    case 'candidateAgreed':
      return 'candidate agreed';
    case 'candidateDiverged':
      return 'candidate diverged';
    case 'candidateSkipped':
      return 'candidate skipped';
    case 'error':
      return 'actor failed';
    case 'draining':
    case 'drained':
      return event.type;
  }
}
