import { activity, workflow } from 'rx-swf/workflows';
import { concatMap, first, map, repeat } from 'rxjs';
import type { Occasion } from './workflow.js';

const quick = { version: '1', startToCloseTimeout: 60, retry: { count: 5 } } as const;

export const beginBackup = activity<Occasion, string>({ name: 'BeginBackup', ...quick });
export const isBackupDone = activity<string, boolean>({ name: 'IsBackupDone', ...quick });

/** A long-running job: starts a backup, then polls it every half hour until it is done. */
export const backup = workflow({ name: 'Backup', version: '1' }, (occasion: Occasion, { run }) =>
  run(beginBackup, occasion).pipe(
    concatMap(id =>
      run(isBackupDone, id).pipe(
        repeat({ delay: 1_800_000 }),
        first(isDone => isDone),
        map(() => id),
      ),
    ),
  ),
);
