import { Domain } from 'rx-swf';
import { workflowWorker } from 'rx-swf/workflows';
import { httpClient } from '../../harness/faults/Link.js';
import { intercept } from '../../harness/intercept.js';
import { long } from './long.js';

// A decider that is killed by the signal that nothing can catch: before its first answer arrives, or right after.
const [, , url = '', when] = process.argv;
const client = httpClient(url, 1);
intercept(client, 'RespondDecisionTaskCompleted', async ({ send }) => {
  if (when === 'after') await send();
  process.kill(process.pid, 'SIGKILL');
  return send();
});
workflowWorker(new Domain({ name: 'media', client }), 'decisions', [long]).subscribe();
