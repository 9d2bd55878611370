import { days, flag, list, required, structure, text, trimmed, whole } from './Input.js';
import { registrationStatus, resourceTagKey, resourceTags } from './inputs.js';
import type { Operation } from './Operation.js';
import { maybe } from './Output.js';
import * as outputs from './outputs.js';

/** Domains and their tags. */
export const domains = {
  RegisterDomain: {
    input: structure({
      name: required(trimmed(1, 256)),
      description: text(0, 1024),
      workflowExecutionRetentionPeriodInDays: required(days),
      tags: resourceTags,
    }),
    output: undefined,
    faults: [
      'DomainAlreadyExistsFault',
      'LimitExceededFault',
      'OperationNotPermittedFault',
      'TooManyTagsFault',
    ],
  },
  DescribeDomain: {
    input: structure({ name: required(text(1, 256)) }),
    output: {
      domainInfo: outputs.domainInfo,
      configuration: { workflowExecutionRetentionPeriodInDays: 'text' },
    },
    faults: ['UnknownResourceFault', 'OperationNotPermittedFault'],
  },
  ListDomains: {
    input: structure({
      nextPageToken: text(0, 2048),
      registrationStatus: required(registrationStatus),
      maximumPageSize: whole(0, 1000),
      reverseOrder: flag,
    }),
    output: { domainInfos: [outputs.domainInfo], nextPageToken: maybe('text') },
    faults: ['OperationNotPermittedFault'],
  },
  DeprecateDomain: {
    input: structure({ name: required(text(1, 256)) }),
    output: undefined,
    faults: ['UnknownResourceFault', 'DomainDeprecatedFault', 'OperationNotPermittedFault'],
  },
  UndeprecateDomain: {
    input: structure({ name: required(text(1, 256)) }),
    output: undefined,
    faults: ['UnknownResourceFault', 'DomainAlreadyExistsFault', 'OperationNotPermittedFault'],
  },
  TagResource: {
    input: structure({ resourceArn: required(text(1, 1600)), tags: required(resourceTags) }),
    output: undefined,
    faults: ['UnknownResourceFault', 'TooManyTagsFault', 'LimitExceededFault', 'OperationNotPermittedFault'],
  },
  UntagResource: {
    input: structure({ resourceArn: required(text(1, 1600)), tagKeys: required(list(resourceTagKey)) }),
    output: undefined,
    faults: ['UnknownResourceFault', 'LimitExceededFault', 'OperationNotPermittedFault'],
  },
  ListTagsForResource: {
    input: structure({ resourceArn: required(text(1, 1600)) }),
    output: { tags: maybe([{ key: 'text', value: maybe('text') }]) },
    faults: ['UnknownResourceFault', 'LimitExceededFault', 'OperationNotPermittedFault'],
  },
} satisfies Record<string, Operation>;
