/** A number of executions or tasks. */
export interface Count {
  readonly count: number;
  /** True if there are more than the service has counted. */
  readonly truncated: boolean;
}

/** Converts SWF's count, whose members the SDK types as optional. */
export function toCount({
  count = 0,
  truncated = false,
}: {
  count: number | undefined;
  truncated?: boolean | undefined;
}): Count {
  return { count, truncated };
}
