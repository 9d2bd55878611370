import type { Wire } from 'rx-swf/remote';
import { Explanation, type ExplanationData } from 'rx-swf/why';

/** Members with values of a workflow, in which a text that looks like a time is only that. */
const values: ReadonlySet<string> = new Set(['details', 'result']);
const time = /(?:^at|At|^since)$/;

/** Returns an explanation whose times are dates again, as they were before they became JSON. */
export const reviveExplanation = (data: Wire<ExplanationData>): Explanation =>
  new Explanation(revived(data) as ExplanationData);

function revived(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(revived);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      if (values.has(name)) return [name, member];
      return [name, typeof member === 'string' && time.test(name) ? new Date(member) : revived(member)];
    }),
  );
}
