import { wrapText } from '../frame/fitText.js';
import { type Look, paint, type Tone } from '../frame/Look.js';
import { oneLine } from '../frame/oneLine.js';
import type { Finding } from './findings/Finding.js';

const tones: Readonly<Record<Finding['status'], Tone>> = {
  ok: 'good',
  warn: 'warning',
  fail: 'bad',
  skip: 'faint',
};

const nameWidth = 12;
/** Column at which texts begin. */
const indent = 6 + nameWidth + 1;

/** Renders a finding as a line, which is wrapped on a terminal. */
export function findingView({ check, status, message, advice }: Finding, look: Look): string {
  const sentence = /[.!?]$/.test(message) ? message : `${message}.`;
  const text = oneLine(advice === undefined ? sentence : `${sentence} ${advice}`);
  const lines = look.width === undefined ? [text] : wrapText(text, Math.max(look.width - indent, 20));
  const head = `${paint(look, tones[status], status.padEnd(4))}  ${check.padEnd(nameWidth)} `;
  return `${head}${lines.join(`\n${' '.repeat(indent)}`)}\n`;
}
