import { faults } from '../api/faults.js';
import { change } from '../changes/index.js';
import type { Domain } from '../state/Domain.js';
import type { Region } from '../state/Region.js';
import type { Operation } from './Operation.js';

/** Finds a domain by its ARN. Only domains can be tagged. */
function findResource(region: Region, arn: string): Domain {
  const [, name] = arn.split(':/domain/');
  const domain = name === undefined ? undefined : region.domains.get(name);
  if (domain?.arn === arn) return domain;
  throw name === undefined ? faults.unknownResource(arn) : faults.unknownDomain(name);
}

function setTags(region: Region, { name }: Domain, tags: Domain['tags']): void {
  change(region, { kind: 'tags', domain: name, tags: Array.from(tags, ([key, value]) => ({ key, value })) });
}

export const tagResource: Operation<'TagResource'> = (region, { resourceArn, tags }) => {
  const domain = findResource(region, resourceArn);
  const all = new Map(domain.tags);
  for (const { key, value } of tags) all.set(key, value);
  const most = region.quotas.tagsPerResource;
  if (all.size > most) throw faults.tooManyTags(most);
  setTags(region, domain, all);
};

export const untagResource: Operation<'UntagResource'> = (region, { resourceArn, tagKeys }) => {
  const domain = findResource(region, resourceArn);
  const rest = new Map(domain.tags);
  for (const key of tagKeys) rest.delete(key);
  setTags(region, domain, rest);
};

export const listTagsForResource: Operation<'ListTagsForResource'> = (region, { resourceArn }) => ({
  tags: Array.from(findResource(region, resourceArn).tags, ([key, value]) => ({ key, value })),
});
