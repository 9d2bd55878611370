import type { Domain } from '../../../models/index.js';
import type { AnyType, TypeDefinition } from '../../../streams/index.js';

/** A domain to register, with its types. */
export interface Seed {
  readonly domain: Domain;
  readonly types: readonly (TypeDefinition | AnyType)[];
}
