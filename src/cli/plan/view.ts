import { wrapText } from '../frame/fitText.js';
import { type Look, paint } from '../frame/Look.js';
import { oneLine } from '../frame/oneLine.js';
import type { PlanRecord } from './PlanRecord.js';

/** Renders a plan: a line for each step, and what code has to change. */
export function planView({ domain, steps, manual }: PlanRecord, look: Look): string {
  if (steps.length + manual.length === 0) return `Nothing to do: ${domain} has what code defines.\n`;
  const width = look.width ?? Number.POSITIVE_INFINITY;
  const lines = [
    ...steps.map(({ action, what }) => `${paint(look, 'good', '+')} ${action} ${oneLine(what)}`),
    ...manual.flatMap(({ what, attributes, advice }) => [
      `${paint(look, 'warning', '!')} ${oneLine(what)} differs in ${attributes.join(', ')}`,
      ...wrapText(oneLine(`${advice}.`), Math.max(width - 4, 20)).map(line => `    ${line}`),
    ]),
  ];
  return `${lines.join('\n')}\n`;
}
