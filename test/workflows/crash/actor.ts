import { appendFileSync } from 'node:fs';
import { ActivityFailure, Domain } from 'rx-swf';
import { activityWorker, workflowWorker } from 'rx-swf/workflows';
import { delay, of, tap } from 'rxjs';
import { httpClient } from '../../harness/faults/Link.js';
import { order, step, unpaid } from './order.js';

// Runs a decider or a worker that notes its effects in a file, until it is killed.
const [, , kind, url = '', effects = '', ...unpaidIds] = process.argv;
const domain = new Domain({ name: 'media', client: httpClient(url, 3) });
const options = { concurrency: 5, backoff: { initial: 20, max: 200 } };

/** Charges that fail. */
const charges = new Set(unpaidIds.map(id => `charge ${id}`));

if (kind === 'decider') {
  workflowWorker(domain, 'decisions', [order], {
    ...options,
    sticky: { scheduleToStartTimeout: 1 },
  }).subscribe();
} else {
  const work = step.with(effect => {
    if (charges.has(effect)) throw new ActivityFailure(unpaid);
    return of(effect).pipe(
      delay(20),
      tap(() => appendFileSync(effects, `${effect}\n`)),
    );
  });
  activityWorker(domain, 'steps', [work], options).subscribe();
}
