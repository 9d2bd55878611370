import type { SWFClient } from '@aws-sdk/client-swf';
import { ActivityType, Domain, WorkflowType } from '../../../models/index.js';
import { InvalidArgumentError } from '../../../requests/index.js';
import type { AnyType, TypeDefinition } from '../../../streams/index.js';
import { omitUndefined } from '../../../values/index.js';
import { type Definitions, isWorkflow } from '../../definitions/definitionsIn.js';
import type { Seed } from './Seed.js';

/**
 * Returns the domains and types that a module exports, for this client. Definitions and contracts name no domain:
 * theirs is the given one, or the only one that the module exports.
 */
export function moduleSeed(
  file: string,
  { types, domains }: Definitions,
  client: SWFClient,
  given: string | undefined,
): readonly Seed[] {
  const home = given ?? (domains.length === 1 ? domains[0]?.name : undefined);
  const nameOf = (type: TypeDefinition | AnyType): string => {
    const name = 'domain' in type ? type.domain.name : home;
    if (name !== undefined) return name;
    throw new InvalidArgumentError(
      `${file} doesn't say which domain ${type.name} belongs to. Name it with --seed-domain, or export a single Domain`,
    );
  };
  const ofType = new Map<string, (TypeDefinition | AnyType)[]>();
  for (const type of types) ofType.set(nameOf(type), [...(ofType.get(nameOf(type)) ?? []), type]);
  const names = new Set([...domains.map(({ name }) => name), ...ofType.keys()]);
  return [...names].map(name => {
    const domain = copyOf(
      name,
      domains.find(one => one.name === name),
      client,
    );
    return { domain, types: (ofType.get(name) ?? []).map(type => localType(type, domain)) };
  });
}

/** Copies a domain of the module, which may belong to another client, to this one. */
const copyOf = (name: string, domain: Domain | undefined, client: SWFClient): Domain =>
  new Domain({
    name,
    client,
    ...omitUndefined({
      description: domain?.description,
      retentionPeriod: domain?.retentionPeriod,
      tags: domain?.tags,
    }),
  });

/** Copies a model of the module to a domain of this service. Definitions name no domain. */
function localType(type: TypeDefinition | AnyType, domain: Domain): TypeDefinition | AnyType {
  if (!('domain' in type)) return type;
  const {
    status: _status,
    creationDate: _created,
    deprecationDate: _deprecated,
    ...attributes
  } = type.toJSON();
  const options = { ...attributes, name: type.name, version: type.version, domain };
  return isWorkflow(type) ? new WorkflowType(options) : new ActivityType(options);
}
