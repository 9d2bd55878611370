import { lastValueFrom } from 'rxjs';
import { runExample, watch } from '../runExample.js';
import { backupActivities } from './activities.js';
import { backup } from './backup.js';
import { scheduled } from './workflow.js';

const usage = `Usage: npm run example -- schedule

A backup every night for a week, and an hourly backup that takes more than an hour, so that every other one is skipped.
Both schedules continue as new after only a few events, so that you can see it happen.`;

const day = 86_400_000;
const backups = scheduled('Backups', backup, 60);

await runExample(usage, { workflows: [backups, backup], activities: backupActivities(4) }, async domain => {
  const now = Date.now();
  console.log('\nEvery night at 02:30 UTC, for a week');
  const nightly = { when: { dailyAt: '02:30' }, until: now + 7 * day } as const;
  const end = await watch(await lastValueFrom(backups.start(domain, nightly)));

  console.log('\nEvery hour for half a day, unless the previous backup is still running');
  const hourly = { when: { everyMinutes: 60 }, overlap: 'skip', until: end.getTime() + day / 2 } as const;
  await watch(await lastValueFrom(backups.start(domain, hourly)));
});
