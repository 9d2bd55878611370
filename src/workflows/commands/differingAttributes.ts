import type { Decision } from '@aws-sdk/client-swf';
import equal from 'fast-deep-equal';
import { type DataConverter, fromPayload } from '../../payloads/index.js';

/** The attributes of decisions that are payloads. */
export const payloadAttributes: ReadonlySet<string> = new Set(['input', 'control', 'result', 'details']);

/**
 * Returns the names of the attributes in which two decisions of the same type differ. A converter may write the same
 * value differently each time, for example encrypted or stored elsewhere, so payloads are compared by their values.
 */
export function differingAttributes(a: Decision, b: Decision, converter: DataConverter): readonly string[] {
  const [ones, others] = [attributesOf(a), attributesOf(b)];
  const names = new Set([...Object.keys(ones), ...Object.keys(others)]);
  return [...names].filter(name => {
    const [one, other] = [ones[name], others[name]];
    if (equal(one, other)) return false;
    if (!payloadAttributes.has(name)) return true;
    return !equal(fromPayload(converter, one), fromPayload(converter, other));
  });
}

/** Returns the attributes of a decision. */
export function attributesOf({ decisionType: _, ...attributes }: Decision): Readonly<Record<string, string>> {
  const [of = {}] = Object.values(attributes) as Record<string, string>[];
  return of;
}
