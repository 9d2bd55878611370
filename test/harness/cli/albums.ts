import {
  cancelWorkflowExecution,
  completeWorkflowExecution,
  continueAsNewWorkflowExecution,
  failWorkflowExecution,
  scheduleActivityTask,
  startChildWorkflowExecution,
  startTimer,
} from 'rx-swf';
import type { CliHarness } from './CliHarness.js';

const album = { name: 'Album', version: '1' };
const cover = { name: 'Cover', version: '1' };
const archive = { name: 'Archive', version: '1' };
const resize = { name: 'Resize', version: '1' };
const upload = { name: 'Upload', version: '1' };

const minutes = (count: number) => count * 60_000;

const resizing = (file: string, activityId = `resize-${file}`) =>
  scheduleActivityTask({ activityType: resize, activityId, input: { file } });

/** The types of the hand-written deciders, one of them deprecated. */
export async function registerHandWritten(harness: CliHarness): Promise<void> {
  const deprecated = { name: 'Album', version: '0' };
  await harness.registerWorkflowType(deprecated);
  await harness.call('DeprecateWorkflowType', { workflowType: deprecated });
  for (const type of [album, cover]) await harness.registerWorkflowType(type);
  await harness.registerWorkflowType(archive, 'archive');
  for (const type of [resize, upload]) await harness.registerActivityType(type);
}

async function startAlbum(harness: CliHarness, n: number, given: object = {}): Promise<string> {
  const input = JSON.stringify({ album: n, files: ['a.png', 'b.png'] });
  const runId = await harness.start(`album-${n}`, album, {
    input,
    tagList: ['photos', `customer-${n % 3}`],
    ...given,
  });
  harness.clock.advance(1_000);
  return runId;
}

/** Eight closed runs of `album-1` to `album-7`, one in each close status, within two hours. */
export async function addClosedAlbums(harness: CliHarness): Promise<void> {
  const { clock } = harness;
  for (const n of [1, 2]) {
    await startAlbum(harness, n);
    await harness.decide('decisions', resizing('a.png'));
    const { taskToken } = await harness.poll('PollForActivityTask', 'thumbnails', 'worker-1');
    clock.advance(minutes(4));
    const result = JSON.stringify({ url: '/thumbnails/a.png' });
    await harness.call('RespondActivityTaskCompleted', { taskToken, result, domain: undefined });
    await harness.decide('decisions', completeWorkflowExecution({ result: { urls: ['/thumbnails/a.png'] } }));
    clock.advance(minutes(3));
  }
  await startAlbum(harness, 3);
  await harness.decide('decisions', resizing('broken.png'));
  const { taskToken } = await harness.poll('PollForActivityTask', 'thumbnails', 'worker-1');
  clock.advance(minutes(1));
  const failure = { reason: 'UnsupportedFormat', details: 'broken.png is not an image' };
  await harness.call('RespondActivityTaskFailed', { taskToken, ...failure, domain: undefined });
  await harness.decide('decisions', failWorkflowExecution(failure));

  await startAlbum(harness, 4, { executionStartToCloseTimeout: '1800' });
  await harness.decide('decisions', startTimer({ timerId: 'upload-window', startToFireTimeout: 7_200 }));
  clock.advance(minutes(35));

  await startAlbum(harness, 5);
  await harness.decide('decisions');
  await harness.call('RequestCancelWorkflowExecution', { workflowId: 'album-5' });
  await harness.decide('decisions', cancelWorkflowExecution({ details: 'The customer has left' }));

  await startAlbum(harness, 6);
  await harness.decide('decisions', resizing('a.png'));
  clock.advance(minutes(2));
  const reason = 'Duplicate of album-2';
  await harness.call('TerminateWorkflowExecution', { workflowId: 'album-6', reason, details: '"INC-4711"' });

  await startAlbum(harness, 7);
  await harness.decide('decisions', continueAsNewWorkflowExecution({ input: { album: 7, page: 2 } }));
  clock.advance(minutes(1));
  await harness.decide('decisions', completeWorkflowExecution({ result: { urls: [] } }));
}

/** Nine open runs, each of which waits for something else, started within the last hours. */
export async function addOpenAlbums(harness: CliHarness): Promise<void> {
  const { clock } = harness;
  await startAlbum(harness, 101);
  await harness.decide('decisions', resizing('a.png'), resizing('b.png'));
  clock.advance(minutes(40));

  // Nobody takes its decision task.
  await harness.start('archive-1', archive, { input: '{"year":2025}' });
  clock.advance(minutes(35));

  await startAlbum(harness, 102, { executionStartToCloseTimeout: '14400' });
  const given = {
    activityId: 'upload',
    input: { bucket: 'albums' },
    heartbeatTimeout: 7_200,
    startToCloseTimeout: 10_800,
    taskList: 'uploads',
  };
  await harness.decide('decisions', scheduleActivityTask({ activityType: upload, ...given }));
  clock.advance(minutes(2));
  const { taskToken } = await harness.poll('PollForActivityTask', 'uploads', 'worker-2');

  await startAlbum(harness, 103);
  await harness.decide('decisions', startTimer({ timerId: 'cool-down', startToFireTimeout: 21_600 }));

  await startAlbum(harness, 104);
  const child = { workflowId: 'album-104-cover', input: { album: 104 }, tagList: ['photos'] };
  await harness.decide('decisions', startChildWorkflowExecution({ workflowType: cover, ...child }));
  // The child's first task, then the parent's, which hears that the child has started.
  await harness.decide('decisions', resizing('cover.png'));
  await harness.decide('decisions');
  clock.advance(minutes(10));

  // Waits for a signal: nothing of it is open.
  await startAlbum(harness, 105);
  await harness.decide('decisions');
  await harness.call('SignalWorkflowExecution', {
    workflowId: 'album-105',
    signalName: 'page',
    input: '{"page":1}',
  });
  await harness.decide('decisions');

  // Schedules an activity of a type that isn't registered, and ignores that this failed.
  await startAlbum(harness, 106);
  const unknown = { name: 'Resiz', version: '1' };
  await harness.decide(
    'decisions',
    scheduleActivityTask({ activityType: unknown, activityId: 'resize-a.png' }),
  );
  await harness.decide('decisions');
  clock.advance(minutes(5));
  await harness.call('RecordActivityTaskHeartbeat', {
    taskToken,
    details: '{"percent":40}',
    domain: undefined,
  });

  // A decider holds its task.
  await startAlbum(harness, 107, { taskStartToCloseTimeout: '7200' });
  await harness.poll('PollForDecisionTask', 'decisions', 'decider-2');
  clock.advance(minutes(1));
}
