import { literal } from './literal.js';

/** A domain in an account. `*` stands for any region or account. */
export interface DomainPlace {
  readonly domain: string;
  readonly region: string;
  readonly account: string;
}

/** Partitions by how the names of their regions begin. All others are in `aws`. */
const partitions = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['us-iso-', 'aws-iso'],
  ['us-isob-', 'aws-iso-b'],
  ['us-isof-', 'aws-iso-f'],
  ['eu-isoe-', 'aws-iso-e'],
  ['eusc-', 'aws-eusc'],
] as const;

/** Returns the ARN of a domain, as a policy names it. */
export function domainArn({ domain, region, account }: DomainPlace): string {
  const [, partition = 'aws'] = partitions.find(([prefix]) => region.startsWith(prefix)) ?? [];
  return `arn:${partition}:swf:${region}:${account}:/domain/${literal(domain)}`;
}
