/** What a check has found. */
export interface Finding {
  /** Name of the check. */
  readonly check: string;
  /** `skip` if an earlier check has failed without which this one says nothing. */
  readonly status: 'ok' | 'warn' | 'fail' | 'skip';
  /** What is so. */
  readonly message: string;
  /** What to do. */
  readonly advice?: string;
}

/** A finding without the name of its check. */
export type Result = Omit<Finding, 'check'>;

export const ok = (message: string): Result => ({ status: 'ok', message });
export const warn = (message: string, advice: string): Result => ({ status: 'warn', message, advice });
export const fail = (message: string, advice: string): Result => ({ status: 'fail', message, advice });
export const skip = (message: string): Result => ({ status: 'skip', message });
