import type { DomainDrift } from './DomainDrift.js';

/** A difference between code and SWF. */
export interface DriftDifference {
  readonly kind: 'missing' | 'changed' | 'deprecated' | 'unknown';
  readonly what: string;
  /** The attributes that differ, of `changed`. */
  readonly attributes?: readonly { readonly name: string; readonly code: unknown; readonly swf: unknown }[];
}

/** The drift of a domain in JSON. */
export interface DriftRecord {
  readonly domain: string;
  /** False if SWF lacks something that code defines. Unknown types don't count. */
  readonly isSynced: boolean;
  readonly differences: readonly DriftDifference[];
}

/** Returns the record of a drift. */
export function toDriftRecord({ domain, isSynced, ...parts }: DomainDrift): DriftRecord {
  const named = (kind: DriftDifference['kind'], models: readonly object[]): DriftDifference[] =>
    models.map(model => ({ kind, what: `${model}` }));
  return {
    domain: domain.name,
    isSynced,
    differences: [
      ...named('missing', parts.missing),
      ...parts.changed.map(({ model, diff }) => ({
        kind: 'changed' as const,
        what: `${model}`,
        attributes: diff.differences.map(({ attr, local, upstream }) => ({
          name: attr,
          code: local,
          swf: upstream,
        })),
      })),
      ...named('deprecated', parts.deprecated),
      ...named('unknown', parts.unknown),
    ],
  };
}
