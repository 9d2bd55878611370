import { fitText } from '../frame/fitText.js';
import type { Look } from '../frame/Look.js';
import { oneLine } from '../frame/oneLine.js';
import { ageText, timeText } from '../frame/times.js';
import type { ExecutionReport } from './ExecutionReport.js';

/** An event of a followed execution, as `rx-swf show -f` prints it in JSON. */
export interface FollowedEvent {
  readonly time: string;
  readonly workflowId: string;
  readonly runId?: string;
  /** 0 for the execution itself, 1 for its children, and so on. */
  readonly depth: number;
  readonly eventId: number;
  readonly event: string;
  readonly text: string;
}

/** Renders an event in a line. Those of children are indented, and begin with the child's workflow id. */
export function followedView({ time, workflowId, depth, text }: FollowedEvent, look: Look): string {
  const subject = depth === 0 ? '' : `${'  '.repeat(depth)}${oneLine(workflowId)}: `;
  const line = `${timeText(new Date(time), look)}  ${subject}${oneLine(text)}`;
  return `${fitText(line, look.width ?? Number.POSITIVE_INFINITY)}\n`;
}

/** Renders what an execution is doing, for the progress line. */
export function progressText(report: ExecutionReport, look: Look): string {
  const { startTimestamp, openActivities, openTimers, children, events, decisionTask } = report;
  const open = [
    counted(openActivities.length, 'activity', 'activities'),
    counted(openTimers.length, 'timer', 'timers'),
    counted(children.length, 'child', 'children'),
    decisionTask === undefined ? '' : 'a decision task',
  ].filter(text => text !== '');
  const age = startTimestamp === undefined ? '' : ` for ${ageText(new Date(startTimestamp), look)}`;
  return `open${age}: ${open.length === 0 ? 'nothing is open in it' : `waits for ${open.join(', ')}`} (${events} events)`;
}

const counted = (count: number, one: string, many: string): string =>
  count === 0 ? '' : `${count} ${count === 1 ? one : many}`;
