import type { Timeline } from '../model/Timeline.js';

/** The members of a timeline that its ids are derived from. */
type Identity = Pick<Timeline, 'runId' | 'domain' | 'workflowId' | 'start'>;

/** Returns the text that identifies a run. Run ids are unique; without one, the other facts have to do. */
export const runKey = ({ runId, domain, workflowId, start }: Identity): string =>
  runId ?? JSON.stringify([domain, workflowId, start]);

/** Returns the trace id of a run: the same one for each export, on each machine. */
export const traceIdOf = (run: string): string => hex(hash128(`trace ${run}`));

/** Returns the id of a span of a run by the event that it began with, or of the span of the run itself. */
export const spanIdOf = (run: string, eventId: number | 'execution'): string =>
  hex(hash128(`span ${run} ${eventId}`).slice(0, 2));

// All zeros would be an invalid id.
const hex = (words: readonly number[]) =>
  words
    .map(word => word.toString(16).padStart(8, '0'))
    .join('')
    .replace(/^0+$/, zeros => zeros.replace(/0$/, '1'));

/** Returns a 128-bit hash of a text (cyrb128): well distributed, not secure, and without the platform's crypto. */
function hash128(text: string): number[] {
  let [a, b, c, d] = [1779033703, 3144134277, 1013904242, 2773480762];
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    a = b ^ Math.imul(a ^ code, 597399067);
    b = c ^ Math.imul(b ^ code, 2869860233);
    c = d ^ Math.imul(c ^ code, 951274213);
    d = a ^ Math.imul(d ^ code, 2716044179);
  }
  a = Math.imul(c ^ (a >>> 18), 597399067);
  b = Math.imul(d ^ (b >>> 22), 2869860233);
  c = Math.imul(a ^ (c >>> 17), 951274213);
  d = Math.imul(b ^ (d >>> 19), 2716044179);
  return [a ^ b ^ c ^ d, b ^ a, c ^ a, d ^ a].map(word => word >>> 0);
}
