import { faults } from '../faults.js';
import type { Domain } from '../state/Domain.js';
import type { Region } from '../state/Region.js';
import type { Operation } from './Operation.js';

/** Only domains can be tagged. */
function findResource(region: Region, arn: string): Domain {
  const [, name] = arn.split(':/domain/');
  const domain = name === undefined ? undefined : region.domains.get(name);
  if (domain?.arn === arn) return domain;
  throw name === undefined ? faults.unknownResource(arn) : faults.unknownDomain(name);
}

export const tagResource: Operation<'TagResource'> = (region, { resourceArn, tags }) => {
  const domain = findResource(region, resourceArn);
  const keys = new Set([...domain.tags.keys(), ...tags.map(({ key }) => key)]);
  const most = region.quotas.tagsPerResource;
  if (keys.size > most) throw faults.tooManyTags(most);
  for (const { key, value } of tags) domain.tags.set(key, value);
};

export const untagResource: Operation<'UntagResource'> = (region, { resourceArn, tagKeys }) => {
  const domain = findResource(region, resourceArn);
  for (const key of tagKeys) domain.tags.delete(key);
};

export const listTagsForResource: Operation<'ListTagsForResource'> = (region, { resourceArn }) => ({
  tags: Array.from(findResource(region, resourceArn).tags, ([key, value]) => ({ key, value })),
});
