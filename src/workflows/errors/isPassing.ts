/** Whether the cause for which SWF refused a command passes with time: a rate, or a number of open ones. */
export function isPassing(cause: string | undefined): boolean {
  return cause !== undefined && /_RATE_EXCEEDED$|_LIMIT_EXCEEDED$/.test(cause);
}
