import type { SWFClient } from '@aws-sdk/client-swf';
import type { Backoff } from './Backoff.js';
import { isFinal } from './isFinal.js';
import { recover } from './recovery.js';

/**
 * Returns a backoff for calls on behalf of something that has worked before, such as a held task: expired
 * credentials are renewed, and only final errors are passed on.
 */
export const enduringBackoff = (client: SWFClient, backoff: Backoff): Backoff => ({
  ...backoff,
  isRetryable: error => !isFinal(error),
  recover: error => recover(client, error),
});
