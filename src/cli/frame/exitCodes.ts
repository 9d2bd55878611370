/** Exit codes of the `rx-swf` command. `docs/operating.md` lists them. */
export const exitCodes = {
  done: 0,
  failed: 1,
  usage: 2,
  notFound: 3,
  /** Throttled, or the service can't be reached: worth another try. */
  unavailable: 4,
  /** An execution that `why` considers stuck. */
  stuck: 5,
  /** 128 + SIGINT, as in a shell. */
  interrupted: 130,
} as const;

/** One of the exit codes of the command. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
