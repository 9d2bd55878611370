/** Roles that `rx-swf iam` knows. */
export const roleNames = ['decider', 'worker', 'starter', 'operator'] as const;

/** Who a policy is for. */
export type Role = (typeof roleNames)[number];
