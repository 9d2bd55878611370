import type { DomainInfo } from '@aws-sdk/client-swf';
import { faults } from '../api/faults.js';
import type { Wire } from '../api/wire.js';
import { change } from '../changes/index.js';
import type { Domain } from '../state/Domain.js';
import { findDomain } from './lookups.js';
import type { Operation } from './Operation.js';
import { listPage } from './paging.js';

const infoOf = ({ name, status, description, arn }: Domain): Wire<DomainInfo> => ({
  name,
  status,
  description,
  arn,
});

export const registerDomain: Operation<'RegisterDomain'> = (region, input) => {
  const { name, description, workflowExecutionRetentionPeriodInDays, tags = [] } = input;
  const { domains, quotas } = region;
  if (domains.get(name) !== undefined) throw faults.domainAlreadyExists(name);
  if (domains.size >= quotas.domains) {
    throw faults.limitExceeded(`Limit on maximum number of domains reached: ${quotas.domains}`);
  }
  const keys = new Set(tags.map(({ key }) => key));
  if (keys.size > quotas.tagsPerResource) throw faults.tooManyTags(quotas.tagsPerResource);
  const retentionPeriod = workflowExecutionRetentionPeriodInDays;
  change(region, { kind: 'domain', domain: name, retentionPeriod, description });
  if (tags.length > 0) change(region, { kind: 'tags', domain: name, tags });
};

export const describeDomain: Operation<'DescribeDomain'> = (region, { name }) => {
  const domain = findDomain(region, name);
  return {
    domainInfo: infoOf(domain),
    configuration: { workflowExecutionRetentionPeriodInDays: domain.retentionPeriod },
  };
};

export const listDomains: Operation<'ListDomains'> = (region, input) => {
  const { registrationStatus, reverseOrder = false } = input;
  const { page, nextPageToken } = listPage(region, {
    query: ['ListDomains', registrationStatus],
    items: region.domains.listed(registrationStatus),
    bounds: {},
    descending: reverseOrder,
    input,
  });
  return { domainInfos: page.map(infoOf), nextPageToken };
};

export const deprecateDomain: Operation<'DeprecateDomain'> = (region, { name }) => {
  const domain = findDomain(region, name);
  if (domain.status === 'DEPRECATED') throw faults.domainDeprecated(name);
  const status = 'DEPRECATED';
  change(region, { kind: 'domainStatus', domain: name, status });
  // Types are deprecated with their domain, but are not restored when the domain is.
  for (const kind of ['workflowType', 'activityType'] as const) {
    const registered = domain[`${kind}s`].listed('REGISTERED');
    for (const type of registered.slice(0, registered.size)) {
      change(region, { kind: `${kind}Status`, domain: name, name: type.name, version: type.version, status });
    }
  }
};

export const undeprecateDomain: Operation<'UndeprecateDomain'> = (region, { name }) => {
  const domain = findDomain(region, name);
  if (domain.status === 'REGISTERED') throw faults.domainAlreadyExists(name);
  change(region, { kind: 'domainStatus', domain: name, status: 'REGISTERED' });
};
