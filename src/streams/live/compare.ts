import { type Domain, ModelDiff } from '../../models/index.js';
import { typeKey } from '../../values/index.js';
import { DomainDrift } from './DomainDrift.js';
import type { ChangedModel, DriftModel } from './DriftParts.js';
import type { DefinedType } from './definedTypes.js';
import type { RemoteTypes } from './TypeCatalog.js';
import type { AnyType } from './TypeDefinition.js';

/** Values with which unset attributes are compared. */
const unset: Readonly<Record<string, unknown>> = { taskPriority: 0 };

/** Attributes of a domain that say which one it is, or that only SWF sets. */
const domainUnstated = new Set(['name', 'status', 'arn']);

/** A model as SWF has it. Its status may have changed since it was described. */
interface Remote {
  readonly model: DriftModel;
  readonly status: string;
}

/**
 * Compares what code defines with what SWF has.
 *
 * @param upstream - the domain in SWF; `undefined` if there is none
 */
export function compare(
  domain: Domain,
  defined: readonly DefinedType[],
  upstream: Domain | undefined,
  types: RemoteTypes,
): DomainDrift {
  const missing: DriftModel[] = [];
  const changed: ChangedModel[] = [];
  const deprecated: DriftModel[] = [];
  const sort = (model: DriftModel, remote: Remote | undefined, stated: readonly string[], next?: string) => {
    if (remote === undefined) {
      // What is to be deprecated needn't exist.
      if (model.status === 'REGISTERED') missing.push(model);
      return;
    }
    const diff = diffOf(model, remote, stated);
    const isOnlyDeprecated = diff.length === 1 && diff.get('status')?.upstream === 'DEPRECATED';
    if (isOnlyDeprecated) deprecated.push(model);
    else if (diff.length > 0) changed.push({ model, diff, nextVersion: next });
  };
  const stated = Object.keys(domain.toJSON()).filter(attr => !domainUnstated.has(attr));
  sort(domain, upstream && { model: upstream, status: upstream.status }, stated);
  const taken = new Set([...types.listed.values(), ...defined.map(({ model }) => model)].map(typeKey));
  for (const { key, model, stated } of defined)
    sort(model, upstream && remoteType(types, key), stated, nextVersion(model, taken));
  const known = new Set(defined.map(({ key }) => key));
  const unknown = [...types.listed]
    .filter(([key, { status }]) => status === 'REGISTERED' && !known.has(key))
    .map(([, type]) => type);
  return new DomainDrift(domain, { missing, changed, deprecated, unknown });
}

/** Returns a type as described, with its status as listed. */
function remoteType({ listed, described }: RemoteTypes, key: string): Remote | undefined {
  const model = described.get(key);
  return model && { model, status: listed.get(key)?.status ?? model.status };
}

function diffOf(model: DriftModel, remote: Remote, stated: readonly string[]): ModelDiff {
  const read = (of: DriftModel, attr: string): unknown => Reflect.get(of, attr) ?? unset[attr];
  return new ModelDiff([
    { attr: 'status', local: model.status, upstream: remote.status },
    ...stated.map(attr => ({ attr, local: read(model, attr), upstream: read(remote.model, attr) })),
  ]);
}

/** Returns the version with its last number increased until no type has it. */
function nextVersion({ name, version }: AnyType, taken: ReadonlySet<string>): string {
  const [digits = ''] = /\d+$/.exec(version) ?? [];
  const prefix = digits === '' ? `${version}-` : version.slice(0, -digits.length);
  let number = digits === '' ? 2 : Number(digits) + 1;
  while (taken.has(typeKey({ name, version: `${prefix}${number}` }))) number += 1;
  return `${prefix}${number}`;
}
