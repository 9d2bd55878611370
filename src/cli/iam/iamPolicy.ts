import type { Definitions } from '../definitions/definitionsIn.js';
import { type DomainPlace, domainArn } from './domainArn.js';
import { type Policy, policyOf } from './Policy.js';
import { roles } from './roles.js';
import { type SubjectOptions, subjectsOf } from './subjectsOf.js';

/**
 * Returns the policy that a role needs on a domain for the types of a module, and no more.
 *
 * @throws `InvalidArgumentError` as {@link subjectsOf}
 */
export const iamPolicy = (
  { types }: Pick<Definitions, 'types'>,
  place: DomainPlace,
  options: SubjectOptions,
): Policy => policyOf(roles[options.role](subjectsOf(types, options)), domainArn(place));
