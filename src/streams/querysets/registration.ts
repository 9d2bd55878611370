import type { RegistrationStatus } from '@aws-sdk/client-swf';
import { registrationStatuses } from '../../models/index.js';

/** Statuses by which domains and types can be listed. */
export const anyRegistration = [...registrationStatuses, 'ANY'] as const;

/** Returns the statuses that SWF lists one by one. */
export const statusesOf = (status: RegistrationStatus | 'ANY'): readonly RegistrationStatus[] =>
  status === 'ANY' ? registrationStatuses : [status];

/** Compares texts by their code units, in which SWF orders names. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
