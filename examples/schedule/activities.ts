import type { ActivityImplementation } from 'rx-swf/workflows';
import { beginBackup, isBackupDone } from './backup.js';

/** Backups that are done when they have been asked for so many times. */
export function backupActivities(questions: number): ActivityImplementation[] {
  const asked = new Map<string, number>();
  return [
    beginBackup.with(({ due }) => `backup of ${due.slice(0, 16)}`),
    isBackupDone.with(id => {
      const times = (asked.get(id) ?? 0) + 1;
      asked.set(id, times);
      return times >= questions;
    }),
  ];
}
