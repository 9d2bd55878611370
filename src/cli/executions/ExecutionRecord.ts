import type { ExecutionRecord } from '../../streams/index.js';
import type { Tone } from '../frame/Look.js';

export { type ExecutionRecord, toRecord } from '../../streams/index.js';

/** Returns the state of an execution in a word or two, such as `open`, `canceling` or `timed out`. */
export function stateOf({ status, closeStatus, cancelRequested }: ExecutionRecord): string {
  if (status === 'OPEN') return cancelRequested ? 'canceling' : 'open';
  return (closeStatus ?? 'closed').toLowerCase().replaceAll('_', ' ');
}

const tones: Readonly<Record<string, Tone>> = {
  open: 'active',
  canceling: 'warning',
  completed: 'good',
  failed: 'bad',
  'timed out': 'bad',
  terminated: 'bad',
  canceled: 'warning',
  'continued as new': 'faint',
};

/** Returns the tone of a state. */
export const toneOf = (record: ExecutionRecord): Tone | undefined => tones[stateOf(record)];
