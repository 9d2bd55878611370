import type { SWF } from '@aws-sdk/client-swf';

/** The service that is checked. */
export interface Target {
  readonly swf: SWF;
  /** Domain in which all checks but those of domains work. */
  readonly domain: string;
  /** Milliseconds for which something may be missing before a check fails. */
  readonly patience: number;
  /** Called before each check. Rejects if the service can't be prepared. */
  readonly prepare: () => Promise<void>;
}
