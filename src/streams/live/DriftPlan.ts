import { catchError, concatMap, from, map, type Observable, of, throwError } from 'rxjs';
import type { Domain } from '../../models/index.js';
import {
  AlreadyExistsError,
  type Backoff,
  DeprecatedError,
  isInstance,
  retryTransient,
} from '../../requests/index.js';
import type { ChangedModel, DriftModel, DriftParts } from './DriftParts.js';
import { describeDiff } from './describeDiff.js';

/** A change that SWF can make. */
export interface DriftStep {
  readonly action: 'register' | 'undeprecate' | 'deprecate' | 'tag';
  readonly model: DriftModel;
}

/** A difference that no call can remove. */
export interface ManualStep extends ChangedModel {
  /** Advice on what to change in code. */
  readonly advice: string;
}

/**
 * The changes that bring SWF in line with code. SWF never changes a registered type, so that one that differs needs a
 * new version in code, and a domain keeps its description and its retention period: these are `manual`. Unknown types
 * are left alone.
 */
export class DriftPlan {
  /** The changes that {@link apply} makes, in this order: the domain first. */
  readonly steps: readonly DriftStep[];
  /** Differences that code has to resolve. */
  readonly manual: readonly ManualStep[];

  constructor({ domain, missing, changed, deprecated }: DriftParts & { readonly domain: Domain }) {
    const steps: DriftStep[] = [
      ...missing.map(model => ({ action: 'register', model }) as const),
      ...deprecated.map(model => ({ action: 'undeprecate', model }) as const),
      ...changed.flatMap(change => stepsOf(change)),
    ];
    const isFirst = ({ model }: DriftStep) => model === domain;
    this.steps = Object.freeze([...steps.filter(isFirst), ...steps.filter(step => !isFirst(step))]);
    this.manual = Object.freeze(
      changed.filter(isManual).map(change => ({ ...change, advice: adviceOf(change) })),
    );
    Object.freeze(this);
  }

  /** `true` if there is nothing to do, neither here nor in code. */
  get isEmpty(): boolean {
    return this.steps.length + this.manual.length === 0;
  }

  /**
   * Makes the changes one after the other and emits each step once it is done. A step that somebody else has done
   * meanwhile counts as done. Errors with the fault of the first step that fails; transient errors are retried.
   *
   * @param backoff - options of the retries
   */
  apply(backoff: Backoff = {}): Observable<DriftStep> {
    return from(this.steps).pipe(
      concatMap(step =>
        done(step).pipe(
          retryTransient(backoff),
          catchError((error: unknown) => (isDone(step, error) ? of(undefined) : throwError(() => error))),
          map(() => step),
        ),
      ),
    );
  }

  /** One line for each step. */
  toString(): string {
    return [
      ...this.steps.map(({ action, model }) => `${action} ${model}`),
      ...this.manual.map(({ model, diff, advice }) => `${model}: ${describeDiff(diff)}. ${advice}`),
    ].join('\n');
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return `DriftPlan(\n${this.toString()}\n)`;
  }
}

const isDomain = (model: DriftModel): model is Domain => 'dataConverter' in model;

function stepsOf({ model, diff }: ChangedModel): readonly DriftStep[] {
  const status = diff.get('status')?.local;
  return [
    ...(diff.has('tags') ? [{ action: 'tag', model } as const] : []),
    ...(status === 'DEPRECATED' ? [{ action: 'deprecate', model } as const] : []),
    ...(status === 'REGISTERED' && isDomain(model) ? [{ action: 'undeprecate', model } as const] : []),
  ];
}

const isManual = ({ diff }: ChangedModel) => diff.attrs.some(attr => attr !== 'tags' && attr !== 'status');

const adviceOf = ({ model, nextVersion }: ChangedModel): string =>
  isDomain(model)
    ? 'SWF never changes a domain: change the code, or use another domain'
    : `SWF never changes a type: change the code, or give it a new version, for example "${nextVersion}"`;

function done({ action, model }: DriftStep): Observable<unknown> {
  switch (action) {
    case 'register':
      return model.save();
    case 'undeprecate':
      return model.undeprecate();
    case 'deprecate':
      return model.deprecate();
    default:
      return isDomain(model) ? setTags(model) : of(undefined);
  }
}

/** Makes the resource tags of a domain those of the model. */
function setTags(domain: Domain): Observable<unknown> {
  const { tags = {} } = domain;
  return domain.listTags().pipe(
    map(upstream => Object.keys(upstream).filter(key => !Object.hasOwn(tags, key))),
    concatMap(surplus => (surplus.length === 0 ? of(domain) : domain.untag(...surplus))),
    concatMap(() => (Object.keys(tags).length === 0 ? of(domain) : domain.tag(tags))),
  );
}

/** Returns whether a fault says that the step has been done already. */
function isDone({ action }: DriftStep, error: unknown): boolean {
  return action === 'deprecate'
    ? isInstance(error, DeprecatedError)
    : action !== 'tag' && isInstance(error, AlreadyExistsError);
}
