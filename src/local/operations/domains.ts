import type { DomainInfo } from '@aws-sdk/client-swf';
import { faults } from '../faults.js';
import { Domain } from '../state/Domain.js';
import type { Wire } from '../wire.js';
import { findDomain } from './find.js';
import type { Operation } from './Operation.js';
import { listPage } from './paging.js';
import { deprecateType } from './types.js';

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
  const domain = new Domain(region, name, workflowExecutionRetentionPeriodInDays, description);
  for (const { key, value } of tags) domain.tags.set(key, value);
  if (domain.tags.size > quotas.tagsPerResource) throw faults.tooManyTags(quotas.tagsPerResource);
  domains.add(domain);
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
  region.domains.changeStatus(domain, 'DEPRECATED');
  // The types go with their domain, and stay behind when it is taken back.
  for (const types of [domain.workflowTypes, domain.activityTypes]) {
    const registered = types.listed('REGISTERED');
    for (const type of registered.slice(0, registered.size)) deprecateType(region, types, type);
  }
};

export const undeprecateDomain: Operation<'UndeprecateDomain'> = (region, { name }) => {
  const domain = findDomain(region, name);
  if (domain.status === 'REGISTERED') throw faults.domainAlreadyExists(name);
  region.domains.changeStatus(domain, 'REGISTERED');
};
