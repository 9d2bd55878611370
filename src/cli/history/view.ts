import type { Event, History } from '../../history/index.js';
import { wrapText } from '../frame/fitText.js';
import { type Look, paint, type Tone } from '../frame/Look.js';
import { oneLine } from '../frame/oneLine.js';
import { type Column, table } from '../frame/table.js';
import { timeText } from '../frame/times.js';
import { describeEvent, payloadsOf } from './describeEvent.js';

/** Columns that a payload is indented by. */
const indent = 6;

/** Renders events as a table, one line each, with their payloads below them if wanted. */
export function historyView(
  history: History,
  events: readonly Event[],
  payloads: boolean,
  look: Look,
): string {
  if (events.length === 0) return 'No events.\n';
  const columns: readonly Column<Event>[] = [
    { name: 'id', text: ({ id }) => `${id}`, align: 'right' },
    { name: 'time', text: ({ timestamp }) => timeText(timestamp, look) },
    { name: 'event', text: ({ name }) => name, tone: toneOf, minWidth: 16 },
    { name: 'what', text: event => describeEvent(event, history), minWidth: 8 },
  ];
  const [heading = '', ...lines] = table(events, columns, look).trimEnd().split('\n');
  const withPayloads = payloads
    ? lines.flatMap((line, i) => [
        line,
        ...events.slice(i, i + 1).flatMap(event => payloadLines(event, look)),
      ])
    : lines;
  return [heading, ...withPayloads].map(line => `${line}\n`).join('');
}

function payloadLines(event: Event, look: Look): readonly string[] {
  const width = Math.max(20, (look.width ?? Number.POSITIVE_INFINITY) - indent);
  return payloadsOf(event).flatMap(([name, payload]) => {
    const lines = wrapText(oneLine(`${name}: ${payload}`), width);
    return lines.map(line => ' '.repeat(indent) + paint(look, 'faint', line));
  });
}

/** Returns the tone of an event: how bad it is, or that it is routine. */
function toneOf({ name, type }: Event): Tone | undefined {
  if (/(Failed|TimedOut)$/.test(name)) return 'bad';
  if (/(Canceled|Terminated|CancelRequested)$/.test(name)) return 'warning';
  if (name === 'WorkflowExecutionCompleted') return 'good';
  return type === 'DecisionTask' ? 'faint' : undefined;
}
