import type { Explanation } from '../../why/index.js';
import { wrapText } from '../frame/fitText.js';
import { type Look, paint, type Tone } from '../frame/Look.js';
import { oneLine } from '../frame/oneLine.js';
import { timeText } from '../frame/times.js';

const tones: Readonly<Record<Explanation['state'], Tone>> = {
  closed: 'faint',
  waiting: 'active',
  stuck: 'bad',
};

/** Least width of a sentence, however deep it is. */
const leastWidth = 30;

/** Renders an explanation as sentences, wrapped and indented: the waits below the execution, those of children deeper. */
export function whyView(explanation: Pick<Explanation, 'state' | 'sentences'>, look: Look): string {
  const sentences = explanation.sentences({ time: date => timeText(date, look) });
  return sentences
    .map(({ depth, text, isStuck }, n) => {
      const tone = n === 0 ? tones[explanation.state] : isStuck ? 'bad' : undefined;
      const indent = ' '.repeat(2 * depth);
      const [first = '', ...rest] = wrapped(oneLine(text), indent.length, look);
      const lines = [`${depth === 0 ? '' : `${indent.slice(2)}- `}${paint(look, tone, first)}`];
      return [...lines, ...rest.map(line => `${indent}${paint(look, tone, line)}`)].join('\n');
    })
    .map(paragraph => `${paragraph}\n`)
    .join('');
}

const wrapped = (text: string, indent: number, { width }: Look): readonly string[] =>
  width === undefined ? [text] : wrapText(text, Math.max(leastWidth, width - indent));
