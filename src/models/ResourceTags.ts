import { requireMember } from '../requests/index.js';
import { checkText, limits, refuse } from '../values/index.js';

/** Resource tags by key. AWS uses them for cost reports and permissions; executions have tags of their own. */
export type ResourceTags = Readonly<Record<string, string>>;

/** Throws `InvalidArgumentError` if SWF would reject one of the tags. */
export function checkResourceTags(field: string, tags: ResourceTags): void {
  if (typeof tags !== 'object' || tags === null || Array.isArray(tags))
    refuse(field, tags, 'an object with a value for each key');
  const entries = Object.entries(tags);
  if (entries.length > limits.resourceTags) refuse(field, entries, `at most ${limits.resourceTags} tags`);
  for (const [key, value] of entries) {
    checkTagKey(field, key);
    checkText(`${field}.${key}`, value, limits.resourceTagValue);
  }
}

/** Throws `InvalidArgumentError` if no resource tag can have this key. */
export function checkTagKey(field: string, key: string): void {
  checkText(`a key of ${field}`, key, limits.resourceTagKey, 1);
}

/** Returns the tags whose keys are not in the list. */
export function withoutKeys(tags: ResourceTags, keys: readonly string[]): ResourceTags {
  return Object.fromEntries(Object.entries(tags).filter(([key]) => !keys.includes(key)));
}

/** Converts tags to SWF's list. */
export function toTagList(tags: ResourceTags): { key: string; value: string }[] {
  return Object.entries(tags).map(([key, value]) => ({ key, value }));
}

/** Converts SWF's list of tags, in which empty values may be left out. */
export function fromTagList(
  tags: readonly { readonly key: string | undefined; readonly value?: string | undefined }[],
): ResourceTags {
  return Object.fromEntries(tags.map(({ key, value = '' }) => [requireMember(key, 'tag key'), value]));
}
