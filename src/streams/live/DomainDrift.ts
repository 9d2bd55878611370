import type { Domain } from '../../models/index.js';
import type { ChangedModel, DriftModel, DriftParts } from './DriftParts.js';
import { DriftPlan } from './DriftPlan.js';
import { describeDiff } from './describeDiff.js';
import type { AnyType } from './TypeDefinition.js';

/** The differences between what code defines and what SWF has, at one moment. Immutable. */
export class DomainDrift implements DriftParts {
  /** The domain as code defines it. */
  readonly domain: Domain;
  /** Defined in code, and unknown to SWF. If the domain is missing, so are all its types. */
  readonly missing: readonly DriftModel[];
  /** Has other attributes in SWF than code sets. Attributes that code leaves out are not compared. */
  readonly changed: readonly ChangedModel[];
  /** Defined in code, unchanged, but deprecated in SWF: nothing new can be started or scheduled. */
  readonly deprecated: readonly DriftModel[];
  /** Types that are registered in SWF and that code doesn't define, as listed. Another program may define them. */
  readonly unknown: readonly AnyType[];

  constructor(domain: Domain, { missing, changed, deprecated, unknown }: DriftParts) {
    this.domain = domain;
    this.missing = Object.freeze([...missing]);
    this.changed = Object.freeze([...changed]);
    this.deprecated = Object.freeze([...deprecated]);
    this.unknown = Object.freeze([...unknown]);
    Object.freeze(this);
  }

  /** `true` if SWF has everything that code defines, as code defines it. Unknown types don't count. */
  get isSynced(): boolean {
    return this.missing.length + this.changed.length + this.deprecated.length === 0;
  }

  /** Plan that brings SWF in line with code. */
  get plan(): DriftPlan {
    return new DriftPlan(this);
  }

  toString(): string {
    const lines = Object.entries(this.toJSON()).flatMap(([kind, list]) =>
      list.map(one => `    ${kind} ${one}`),
    );
    return lines.length === 0 ? 'DomainDrift()' : `DomainDrift(\n${lines.join(',\n')}\n)`;
  }

  toJSON() {
    return {
      missing: this.missing.map(String),
      changed: this.changed.map(({ model, diff }) => `${model}: ${describeDiff(diff)}`),
      deprecated: this.deprecated.map(String),
      unknown: this.unknown.map(String),
    };
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
}
