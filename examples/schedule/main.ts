import { lastValueFrom } from 'rxjs';
import { stage, watch } from '../stage.js';
import { backupActivities } from './activities.js';
import { backup } from './backup.js';
import { scheduled } from './workflow.js';

const usage = `Usage: npm run example -- schedule

A backup every night for a week; and one every hour that takes longer than that, so that every other one is skipped.
The schedules continue as new executions, here after few events so that it can be seen.`;

const day = 86_400_000;
const backups = scheduled('Backups', backup, 60);

await stage(usage, { workflows: [backups, backup], activities: backupActivities(4) }, async domain => {
  const now = Date.now();
  console.log('\nEvery night at 02:30 UTC, for a week');
  const nightly = { when: { dailyAt: '02:30' }, until: now + 7 * day } as const;
  const end = await watch(await lastValueFrom(backups.start(domain, nightly)));

  console.log('\nEvery hour, unless the one before is running, for half a day');
  const hourly = { when: { everyMinutes: 60 }, overlap: 'skip', until: end.getTime() + day / 2 } as const;
  await watch(await lastValueFrom(backups.start(domain, hourly)));
});
