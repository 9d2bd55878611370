import type { Decision } from '@aws-sdk/client-swf';
import { reserved } from '../../decisions/reservedNames.js';
import { limits } from '../../values/index.js';
import type { Command } from '../commands/Command.js';

/**
 * The record of what a run takes over: a text in parts, each the details of a marker. The name of a marker has the
 * number of its part and that of all.
 */
export type Parts = readonly string[];

/** Splits a text into parts that fit into markers. With a store for long payloads, one part has all. */
export function toParts(text: string, hasStore: boolean): Parts {
  if (hasStore) return [text];
  const parts: string[] = [];
  for (let at = 0; at < text.length; ) {
    const end = at + limits.payload;
    // Half a surrogate pair is not a character.
    const next = /[\uD800-\uDBFF]/.test(text[end - 1] ?? '') ? end - 1 : end;
    parts.push(text.slice(at, next));
    at = next;
  }
  return parts;
}

/** Returns the commands that record parts. */
export const partCommands = (parts: Parts): Command[] =>
  parts.map((details, at) => {
    const markerName = nameOf(at, parts.length);
    const decision: Decision = {
      decisionType: 'RecordMarker',
      recordMarkerDecisionAttributes: { markerName, details },
    };
    return { kind: 'RecordMarker', id: markerName, subject: '', decision };
  });

/** Returns the parts that a history has, in order, without those that are missing; `isWhole` if it has all. */
export function partsIn(notes: ReadonlyMap<string, string | undefined>): { parts: Parts; isWhole: boolean } {
  const parts: string[] = [];
  let count = 0;
  for (const name of notes.keys()) {
    if (name.startsWith(`${reserved.redriven}.`)) count = Number(name.split('.').at(-1));
  }
  for (let at = 0; at < count; at += 1) {
    const part = notes.get(nameOf(at, count));
    if (part === undefined) break;
    parts.push(part);
  }
  return { parts, isWhole: count > 0 && parts.length === count };
}

const nameOf = (at: number, count: number) => `${reserved.redriven}.${at + 1}.${count}`;
