import { type ExecutionRecord, stateOf, toneOf } from '../executions/ExecutionRecord.js';
import { fitText, padText, widthOf } from '../frame/fitText.js';
import { type Look, paint } from '../frame/Look.js';
import { oneLine } from '../frame/oneLine.js';
import { durationText, timeText } from '../frame/times.js';

/** The start or the end of an execution, as `rx-swf tail` prints it in JSON. */
export interface TailRecord extends ExecutionRecord {
  readonly time: string;
  readonly event: 'started' | 'ended';
}

/** Width of the longest state. */
const stateWidth = 'continued as new'.length;

/** Renders the start or the end of an execution in a line. */
export function tailView(record: TailRecord, look: Look): string {
  const { time, event, workflowId, type, startTimestamp, closeTimestamp, reason } = record;
  const state = event === 'started' ? 'started' : stateOf(record);
  const took =
    event === 'started' || startTimestamp === undefined || closeTimestamp === undefined
      ? undefined
      : `after ${durationText(Date.parse(closeTimestamp) - Date.parse(startTimestamp))}`;
  const at = timeText(new Date(time), look);
  const rest = [workflowId, type && `${type.name}@${type.version}`, took, reason]
    .filter(text => text !== undefined)
    .map(oneLine)
    .join('  ');
  const room = (look.width ?? Number.POSITIVE_INFINITY) - widthOf(at) - stateWidth - 4;
  const tone = event === 'started' ? undefined : toneOf(record);
  return `${at}  ${paint(look, tone, padText(state, stateWidth))}  ${fitText(rest, room)}\n`;
}
