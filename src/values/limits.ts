/** One year in seconds, the maximum for any duration in SWF. */
export const oneYear = 31_536_000;

/** Upper bound of SWF's task priorities, which are int32. */
export const maxPriority = 2_147_483_647;

/** SWF's limits: maximum lengths in characters, and maximum counts. */
export const limits = {
  name: 256,
  version: 64,
  description: 1024,
  runId: 64,
  identity: 256,
  reason: 256,
  payload: 32_768,
  /** Maximum number of decisions per decision task completion. */
  decisions: 100,
  heartbeatDetails: 2_048,
  tag: 256,
  tags: 5,
  resourceTags: 50,
  resourceTagKey: 128,
  resourceTagValue: 256,
  arn: 1600,
} as const;

/** Policies for open children when their parent is terminated or times out. */
export const childPolicies = ['TERMINATE', 'REQUEST_CANCEL', 'ABANDON'] as const;
