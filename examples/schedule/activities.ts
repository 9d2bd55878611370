import type { ActivityImplementation } from 'rx-swf/workflows';
import { beginBackup, isBackupDone } from './backup.js';

/** Activities of backups that are done once they have been polled `questions` times. */
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
