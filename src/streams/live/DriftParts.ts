import type { Domain, ModelDiff } from '../../models/index.js';
import type { AnyType } from './TypeDefinition.js';

/** A thing that can drift: the domain itself, or one of its types. */
export type DriftModel = Domain | AnyType;

/** Something that SWF has with other attributes than code defines. */
export interface ChangedModel {
  /** The model as code defines it. */
  readonly model: DriftModel;
  /** The differences: `local` is the value in code, `upstream` the one in SWF. */
  readonly diff: ModelDiff;
  /** A version under which the type could be registered; `undefined` for a domain. */
  readonly nextVersion: string | undefined;
}

/** Everything that drifted. See `DomainDrift` for the members. */
export interface DriftParts {
  readonly missing: readonly DriftModel[];
  readonly changed: readonly ChangedModel[];
  readonly deprecated: readonly DriftModel[];
  readonly unknown: readonly AnyType[];
}
