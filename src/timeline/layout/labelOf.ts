import type { LaneKind } from '../model/Timeline.js';
import type { Row } from './rowsOf.js';

/** Names of the kinds whose lanes bear an id that doesn't say what they are. */
const words: { readonly [K in LaneKind]?: string } = {
  execution: 'execution',
  cancelRequest: 'cancel requested',
  decision: 'decisions',
  timer: 'timer',
  signal: 'signal',
  externalSignal: 'signal to',
  externalCancel: 'cancel',
  marker: 'marker',
  failedDecision: 'decision',
  unknown: 'event',
};

/** Returns the label of a row: `Resize 1`, `timer backoff`, `Resize ×800`. */
export function labelOf({ lane: { kind, id, name }, lanes }: Row): string {
  const word = words[kind];
  if (lanes > 1)
    return `${word ?? name}${kind === 'signal' ? ` ${name}` : ''} ×${lanes.toLocaleString('en-US')}`;
  if (kind === 'execution' || kind === 'cancelRequest' || kind === 'decision') return word ?? id;
  if (word !== undefined) return `${word} ${id}`;
  return name === id ? name : `${name} ${id}`;
}
