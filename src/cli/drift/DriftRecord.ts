import type { DomainDrift } from '../../streams/index.js';

/** A difference between code and SWF. */
export interface Difference {
  readonly kind: 'missing' | 'changed' | 'deprecated' | 'unknown';
  readonly what: string;
  /** The attributes that differ, of `changed`. */
  readonly attributes?: readonly { readonly name: string; readonly code: unknown; readonly swf: unknown }[];
}

/** The drift of a domain, as commands print it in JSON. */
export interface DriftRecord {
  readonly domain: string;
  /** False if SWF lacks something that code defines. Unknown types don't count. */
  readonly isSynced: boolean;
  readonly differences: readonly Difference[];
}

/** Returns the record of a drift. */
export function toDriftRecord({ domain, isSynced, ...parts }: DomainDrift): DriftRecord {
  const named = (kind: Difference['kind'], models: readonly object[]): Difference[] =>
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
