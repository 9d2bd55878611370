import equal from 'fast-deep-equal';

/** An attribute in which a model and its remote version differ. */
export interface Difference {
  readonly attr: string;
  /** The local value; `undefined` if it is unset. */
  readonly local: unknown;
  /** The value in SWF; `undefined` if SWF has no value, or no such object. */
  readonly upstream: unknown;
}

/**
 * The differences between a model and its remote version: an immutable collection, in the order of the
 * model's attributes. Differences with equal sides are dropped.
 *
 * @example
 * ```ts
 * import { ModelDiff } from 'rx-swf';
 *
 * const diff = new ModelDiff([{ attr: 'status', local: 'REGISTERED', upstream: 'DEPRECATED' }]);
 * diff.has('status'); // true
 * diff.get('status')?.upstream; // 'DEPRECATED'
 * [...diff].map(({ attr }) => attr); // ['status']
 * ```
 */
export class ModelDiff implements Iterable<Difference> {
  /** The differences, as a frozen array. */
  readonly differences: readonly Difference[];

  constructor(differences: Iterable<Difference> = []) {
    const unequal = [...differences].filter(({ local, upstream }) => !equal(local, upstream));
    this.differences = Object.freeze(unequal.map(difference => Object.freeze({ ...difference })));
    Object.freeze(this);
  }

  /** Number of attributes that differ; 0 if the two sides are in sync. */
  get length(): number {
    return this.differences.length;
  }

  /** Names of the attributes that differ. */
  get attrs(): readonly string[] {
    return this.differences.map(({ attr }) => attr);
  }

  /** Returns `true` if `attr` differs. */
  has(attr: string): boolean {
    return this.get(attr) !== undefined;
  }

  /** Returns the difference in `attr`, or `undefined` if both sides are equal. */
  get(attr: string): Difference | undefined {
    return this.differences.find(difference => difference.attr === attr);
  }

  /** Returns the differences of both. If both have an attribute, `other` wins. */
  merge(other: Iterable<Difference>): ModelDiff {
    const merged = new Map(this.differences.map(difference => [difference.attr, difference]));
    for (const difference of other) merged.set(difference.attr, difference);
    return new ModelDiff(merged.values());
  }

  [Symbol.iterator](): Iterator<Difference> {
    return this.differences[Symbol.iterator]();
  }

  /** `ModelDiff()`, or one line per attribute: `Difference('status', 'REGISTERED', 'DEPRECATED')`. */
  toString(): string {
    if (this.length === 0) return 'ModelDiff()';
    const lines = this.differences.map(
      ({ attr, local, upstream }) => `    Difference(${quote(attr)}, ${quote(local)}, ${quote(upstream)})`,
    );
    return `ModelDiff(\n${lines.join(',\n')}\n)`;
  }

  toJSON(): readonly Difference[] {
    return this.differences;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
}

function quote(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}
