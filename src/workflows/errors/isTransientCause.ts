/**
 * Returns whether the cause for which SWF refused a command is transient: a rate limit, or a limit of open
 * ones.
 */
export function isTransientCause(cause: string | undefined): boolean {
  return cause !== undefined && /_RATE_EXCEEDED$|_LIMIT_EXCEEDED$/.test(cause);
}
