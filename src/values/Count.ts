/** A number of executions or tasks. */
export interface Count {
  readonly count: number;
  /** Whether there are more than the service has counted. */
  readonly truncated: boolean;
}

/** SWF's count, which the SDK types as perhaps incomplete. */
export function toCount({
  count = 0,
  truncated = false,
}: {
  count: number | undefined;
  truncated?: boolean | undefined;
}): Count {
  return { count, truncated };
}
