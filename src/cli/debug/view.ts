import type { Step } from '../../testing/index.js';
import { fitText, padText, wrapText } from '../frame/fitText.js';
import { type Look, paint, type Tone } from '../frame/Look.js';
import { oneLine } from '../frame/oneLine.js';
import { timeText } from '../frame/times.js';

const labels = { in: 'in', emitted: 'emitted', out: 'asks for', exposed: 'exposes', open: 'waits for' };
const indent = Math.max(...Object.values(labels).map(label => label.length)) + 4;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** A line of a step. */
interface Line {
  /** The start of the line, before its words: the id of an event, aligned to the right. */
  readonly lead?: string;
  /** Names and values, which may be long and come from anywhere. */
  readonly parts: readonly unknown[];
  readonly tone?: Tone | undefined;
}

function eventTone(name: string): Tone | undefined {
  if (/(Failed|TimedOut)$/.test(name)) return 'bad';
  return /(Canceled|Terminated|CancelRequested)$/.test(name) ? 'warning' : undefined;
}

function sectionsOf(step: Step): readonly (readonly [label: string, lines: readonly Line[]])[] {
  const { events, emitted, commands, exposed, open } = step;
  const ids = [...events.map(({ id }) => id), ...[...commands, ...open].map(({ eventId }) => eventId)];
  const width = Math.max(1, ...ids.map(id => `${id ?? ''}`.length));
  const leadOf = (id: number | undefined) => `${`${id ?? ''}`.padStart(width)}  `;
  return [
    [
      labels.in,
      events.map(({ id, name, about, reason, value }) => ({
        lead: leadOf(id),
        parts: [name, about, reason, value],
        tone: eventTone(name),
      })),
    ],
    [labels.emitted, emitted.map(value => ({ parts: [value] }))],
    [labels.out, commands.map(({ eventId, name }) => ({ lead: leadOf(eventId), parts: [name] }))],
    [labels.exposed, Object.entries(exposed).map(parts => ({ parts }))],
    [labels.open, open.map(({ eventId, name }) => ({ lead: leadOf(eventId), parts: [name] }))],
  ];
}

/** Renders one turn. Values are cut to the width unless they are shown in full. */
export function stepView(step: Step, isFull: boolean, look: Look): string {
  const { turn, startedEventId, attempt, at, isDue, outcome, error } = step;
  const head = [
    `Turn ${turn}`,
    startedEventId === undefined ? undefined : `decision task ${startedEventId}`,
    attempt > 1 ? `attempt ${attempt}` : undefined,
    timeText(new Date(at), look),
    isDue ? 'not decided yet' : undefined,
  ];
  const body = sectionsOf(step).flatMap(([label, lines]) =>
    lines.flatMap((line, i) => rendered(i === 0 ? label : '', line, isFull, look)),
  );
  const end = outcome === undefined ? [] : [`  The pipeline has ended: ${outcome}`];
  const failure =
    error === undefined
      ? []
      : `${error.name}: ${error.message}`.split('\n').map(line => `  ${oneLine(line)}`);
  return [
    paint(look, 'strong', head.filter(part => part !== undefined).join(', ')),
    ...body,
    ...end.map(line => paint(look, outcome === 'completed' ? 'good' : 'warning', line)),
    ...failure.map(line => paint(look, 'bad', line)),
  ]
    .map(line => `${line}\n`)
    .join('');
}

function rendered(label: string, { lead = '', parts, tone }: Line, isFull: boolean, look: Look): string[] {
  const width = Math.max(20, (look.width ?? Number.POSITIVE_INFINITY) - indent - lead.length);
  const text = parts
    .filter(part => part !== undefined)
    .map(part => oneLine(textOf(part)))
    .join('  ');
  const lines = isFull ? wrapText(text, width) : [fitText(text, width)];
  const margin = ' '.repeat(indent + lead.length);
  const start = `${paint(look, 'faint', `  ${padText(label, indent - 4)}  ${lead}`)}`;
  return lines.map((line, i) => `${i === 0 ? start : margin}${paint(look, tone, line)}`);
}
