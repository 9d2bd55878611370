import type { DriftDifference, DriftRecord } from '../../streams/index.js';
import type { Look, Tone } from '../frame/Look.js';
import { table } from '../frame/table.js';

const tones: Readonly<Record<DriftDifference['kind'], Tone>> = {
  missing: 'bad',
  changed: 'bad',
  deprecated: 'warning',
  unknown: 'faint',
};

const meanings: Readonly<Record<Exclude<DriftDifference['kind'], 'changed'>, string>> = {
  missing: 'SWF does not have it',
  deprecated: 'deprecated in SWF',
  unknown: 'registered, and not in code',
};

/** Renders the drift of a domain. */
export function driftView({ domain, isSynced, differences }: DriftRecord, look: Look): string {
  const summary = isSynced
    ? `${domain} has everything that code defines.\n`
    : `${domain} differs from code.\n`;
  if (differences.length === 0) return summary;
  const rows = table(
    differences,
    [
      { name: 'kind', text: ({ kind }) => kind, tone: ({ kind }) => tones[kind] },
      { name: 'what', text: ({ what }) => what, minWidth: 16 },
      { name: 'difference', text: describe, minWidth: 20 },
    ],
    look,
  );
  return `${summary}${rows}`;
}

function describe({ kind, attributes = [] }: DriftDifference): string {
  if (kind !== 'changed') return meanings[kind];
  return attributes
    .map(({ name, code, swf }) => `${name}: ${show(swf)} in SWF, ${show(code)} in code`)
    .join('; ');
}

const show = (value: unknown): string => (value === undefined ? 'unset' : JSON.stringify(value));
