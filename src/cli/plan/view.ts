import { wrapText } from '../frame/fitText.js';
import { type Look, paint, type Tone } from '../frame/Look.js';
import { oneLine } from '../frame/oneLine.js';
import type { PlanRecord } from './PlanRecord.js';

/** Columns that the rest of an entry is indented by. */
const indent = 4;

/** Renders a plan: an entry for each step, and what code has to change. Entries are wrapped on a terminal. */
export function planView({ domain, steps, manual }: PlanRecord, look: Look): string {
  if (steps.length + manual.length === 0) return `Nothing to do: ${domain} has what code defines.\n`;
  const rest = (lines: readonly string[]) => lines.map(line => ' '.repeat(indent) + line);
  const wrapped = (text: string) =>
    wrapText(oneLine(text), Math.max((look.width ?? Number.POSITIVE_INFINITY) - indent, 20));
  const entry = (tone: Tone, sign: string, text: string) => {
    const [first, ...others] = wrapped(text);
    return [`${paint(look, tone, sign)} ${first}`, ...rest(others)];
  };
  const lines = [
    ...steps.flatMap(({ action, what }) => entry('good', '+', `${action} ${what}`)),
    ...manual.flatMap(({ what, attributes, advice }) => [
      ...entry('warning', '!', `${what} differs in ${attributes.join(', ')}`),
      ...rest(wrapped(`${advice}.`)),
    ]),
  ];
  return `${lines.join('\n')}\n`;
}
