import type {
  ActivityTypeConfiguration,
  RegistrationStatus,
  WorkflowTypeConfiguration,
} from '@aws-sdk/client-swf';
import { faults } from '../api/faults.js';
import type { OperationName } from '../api/Operations.js';
import { toWireTime, type Wire } from '../api/wire.js';
import { change } from '../changes/index.js';
import type { TypeKind as ChangedKind } from '../state/Change.js';
import type { Domain, RegisteredType } from '../state/Domain.js';
import type { Region } from '../state/Region.js';
import type { Registry } from '../state/Registry.js';
import { typeName } from '../state/rowNames.js';
import { findDomain, findRegisteredDomain } from './lookups.js';
import type { Operation } from './Operation.js';
import { listPage, type PageInput } from './paging.js';

interface TypeName {
  readonly name: string;
  readonly version: string;
}

/** The differences between the two kinds of type. */
interface TypeKind<C> {
  readonly kind: 'WorkflowType' | 'ActivityType';
  /** The name of the kind in changes. */
  readonly key: ChangedKind;
  readonly registry: (domain: Domain) => Registry<RegisteredType<C>>;
}

const workflowTypes: TypeKind<Wire<WorkflowTypeConfiguration>> = {
  kind: 'WorkflowType',
  key: 'workflowType',
  registry: domain => domain.workflowTypes,
};
const activityTypes: TypeKind<Wire<ActivityTypeConfiguration>> = {
  kind: 'ActivityType',
  key: 'activityType',
  registry: domain => domain.activityTypes,
};

function find<C>({ kind, registry }: TypeKind<C>, domain: Domain, type: TypeName): RegisteredType<C> {
  const found = registry(domain).get(type.name, type.version);
  if (found === undefined) throw faults.unknownType(kind, type);
  return found;
}

/** Throws a fault if a type can't be registered. */
function admit<C>(
  region: Region,
  { kind, registry }: TypeKind<C>,
  type: TypeName & { readonly domain: string },
): void {
  const { name, version } = type;
  const types = registry(findRegisteredDomain(region, type.domain));
  if (types.get(name, version) !== undefined) throw faults.typeAlreadyExists(kind, type);
  const most =
    kind === 'WorkflowType' ? region.quotas.workflowTypesPerDomain : region.quotas.activityTypesPerDomain;
  if (types.size >= most) throw faults.limitExceeded(`Limit on maximum number of types reached: ${most}`);
}

function setStatus<C>(
  region: Region,
  kind: TypeKind<C>,
  status: RegistrationStatus,
  domain: string,
  type: TypeName,
): void {
  const { name, version, status: current } = find(kind, findDomain(region, domain), type);
  if (current === status) {
    throw status === 'DEPRECATED'
      ? faults.typeDeprecated(kind.kind, type)
      : faults.typeAlreadyExists(kind.kind, type);
  }
  change(region, { kind: `${kind.key}Status`, domain, name, version, status });
}

function remove<C>(region: Region, kind: TypeKind<C>, domainName: string, type: TypeName): void {
  const domain = findDomain(region, domainName);
  const found = find(kind, domain, type);
  if (found.status === 'REGISTERED') throw faults.typeNotDeprecated();
  kind.registry(domain).delete(found);
  const { name, version } = found;
  for (const key of [kind.key, `${kind.key}Status`] as const) {
    region.journal?.drop(typeName(key, { domain: domainName, name, version }));
  }
}

function infoOf<C>({ status, description, createdAt, deprecatedAt }: RegisteredType<C>) {
  return {
    status,
    description,
    creationDate: toWireTime(createdAt),
    deprecationDate: deprecatedAt === undefined ? undefined : toWireTime(deprecatedAt),
  };
}

interface ListInput extends PageInput {
  readonly domain: string;
  readonly registrationStatus: RegistrationStatus;
  readonly name?: string | undefined;
}

function listTypes<C>(region: Region, { registry }: TypeKind<C>, operation: OperationName, input: ListInput) {
  const { domain, registrationStatus, name, reverseOrder = false } = input;
  return listPage(region, {
    query: [operation, domain, registrationStatus, name],
    items: registry(findDomain(region, domain)).listed(registrationStatus),
    bounds: name === undefined ? {} : { low: [name], high: [name] },
    descending: reverseOrder,
    input,
  });
}

const nameOf = ({ name, version }: TypeName) => ({ name, version });

export const registerWorkflowType: Operation<'RegisterWorkflowType'> = (region, input) => {
  const { domain, name, version, description, ...configuration } = input;
  admit(region, workflowTypes, input);
  change(region, { kind: 'workflowType', domain, name, version, description, configuration });
};

export const registerActivityType: Operation<'RegisterActivityType'> = (region, input) => {
  const { domain, name, version, description, ...configuration } = input;
  admit(region, activityTypes, input);
  change(region, { kind: 'activityType', domain, name, version, description, configuration });
};

export const describeWorkflowType: Operation<'DescribeWorkflowType'> = (region, input) => {
  const type = find(workflowTypes, findDomain(region, input.domain), input.workflowType);
  return { typeInfo: { workflowType: nameOf(type), ...infoOf(type) }, configuration: type.configuration };
};

export const describeActivityType: Operation<'DescribeActivityType'> = (region, input) => {
  const type = find(activityTypes, findDomain(region, input.domain), input.activityType);
  return { typeInfo: { activityType: nameOf(type), ...infoOf(type) }, configuration: type.configuration };
};

export const listWorkflowTypes: Operation<'ListWorkflowTypes'> = (region, input) => {
  const { page, nextPageToken } = listTypes(region, workflowTypes, 'ListWorkflowTypes', input);
  return { typeInfos: page.map(type => ({ workflowType: nameOf(type), ...infoOf(type) })), nextPageToken };
};

export const listActivityTypes: Operation<'ListActivityTypes'> = (region, input) => {
  const { page, nextPageToken } = listTypes(region, activityTypes, 'ListActivityTypes', input);
  return { typeInfos: page.map(type => ({ activityType: nameOf(type), ...infoOf(type) })), nextPageToken };
};

export const deprecateWorkflowType: Operation<'DeprecateWorkflowType'> = (region, { domain, workflowType }) =>
  setStatus(region, workflowTypes, 'DEPRECATED', domain, workflowType);

export const deprecateActivityType: Operation<'DeprecateActivityType'> = (region, { domain, activityType }) =>
  setStatus(region, activityTypes, 'DEPRECATED', domain, activityType);

export const undeprecateWorkflowType: Operation<'UndeprecateWorkflowType'> = (region, input) =>
  setStatus(region, workflowTypes, 'REGISTERED', input.domain, input.workflowType);

export const undeprecateActivityType: Operation<'UndeprecateActivityType'> = (region, input) =>
  setStatus(region, activityTypes, 'REGISTERED', input.domain, input.activityType);

export const deleteWorkflowType: Operation<'DeleteWorkflowType'> = (region, { domain, workflowType }) =>
  remove(region, workflowTypes, domain, workflowType);

export const deleteActivityType: Operation<'DeleteActivityType'> = (region, { domain, activityType }) =>
  remove(region, activityTypes, domain, activityType);
