import { appendFileSync } from 'node:fs';
import { ActivityWorker, Decider, Domain, decide, perform } from 'rx-swf';
import { delay, of, tap } from 'rxjs';
import { httpClient } from '../../harness/faults/Link.js';
import { decideAlbum, resultOf } from '../album.js';

// Decides or works, notes what it does in a file, and waits to be killed.
const [, , kind, url = '', effects = ''] = process.argv;
const domain = new Domain({ name: 'media', client: httpClient(url, 3) });
const backoff = { initial: 20, max: 200 };
const options = { concurrency: 5, backoff };

if (kind === 'decider') {
  new Decider(domain, 'decisions', options).pipe(decide(decideAlbum, { backoff })).subscribe();
} else {
  const worker = new ActivityWorker<string>(domain, 'steps', options);
  const work = perform<string, string>(
    ({ workflowExecution, input }) =>
      of(resultOf(workflowExecution.workflowId, input)).pipe(
        delay(20),
        tap(effect => appendFileSync(effects, `${effect}\n`)),
      ),
    { backoff },
  );
  worker.pipe(work).subscribe();
}
