/**
 * Marks options that were read from the service: they are taken as they are. Old objects may break today's
 * rules, and a listing of 100,000 types need not be checked. `'listing'` tells of a description that leaves the
 * configuration out.
 */
export const fromService = Symbol('from service');

/** Options that may carry the mark. */
export interface MaybeFromService {
  readonly [fromService]?: 'description' | 'listing' | undefined;
}
