// What the tests have a page do: each function runs in the page, and the test compares what it resolves to.

import {
  ActivityTypeQuerySet,
  ActivityWorker,
  completeWorkflowExecution,
  Decider,
  Domain,
  decide,
  perform,
  scheduleActivityTask,
  settings,
  WorkflowTypeQuerySet,
} from 'rx-swf';
import { noticeFrom } from 'rx-swf/eventbridge';
import { LocalSwf, NodeOnlyError } from 'rx-swf/local';
import { runWorkflow } from 'rx-swf/testing';
import { timelineOf, toSvg } from 'rx-swf/timeline';
import { activity, activityWorker, workflow, workflowWorker } from 'rx-swf/workflows';
import { concat, from, lastValueFrom, map, mergeMap, take, timer, toArray } from 'rxjs';

const resize = activity<string, string>({ name: 'Resize', version: '1', startToCloseTimeout: 60 });
const small = resize.with(file => file.replace('.png', '-small.png'));

const album = workflow(
  { name: 'Album', version: '1', executionStartToCloseTimeout: 7 * 86_400 },
  (files: string[], { run, scheduler, signal }) =>
    concat(
      from(files).pipe(mergeMap(file => run(resize, file))),
      timer(86_400_000, scheduler).pipe(map(() => 'a day later')),
      signal('publish').pipe(
        take(1),
        map(reader => `for ${reader}`),
      ),
    ).pipe(toArray()),
);

const openDomain = (swf: LocalSwf) =>
  lastValueFrom(new Domain({ name: 'media', client: swf.client() }).save());

/** Runs a durable workflow with activities, a timer of a day and a signal, and draws its timeline. */
export async function runAlbum() {
  const swf = new LocalSwf({ clock: 'skip' });
  const media = await openDomain(swf);
  const working = workflowWorker(media, 'decisions', [album], { register: true }).subscribe();
  working.add(activityWorker(media, 'thumbnails', [small], { register: true }).subscribe());
  const execution = await lastValueFrom(album.start(media, ['a.png', 'b.png']));
  await lastValueFrom(execution.signal('publish', 'Ada'));
  const result = await lastValueFrom(execution.result$);
  const history = await lastValueFrom(execution.history());
  working.unsubscribe();
  await swf.close();
  const entities = `${history.activities} ${history.timers} ${history.signals}`;
  return { result, entities, svg: toSvg(timelineOf(history)) };
}

/** Decides and performs without durable workflows, and hears of changes as EventBridge would tell them. */
export async function decideAndWatch() {
  const swf = new LocalSwf();
  settings.set({ notices: swf.notices$.pipe(map(noticeFrom)) });
  const media = await openDomain(swf);
  const type = { name: 'Thumbnail', version: '1' };
  const thumbnail = await lastValueFrom(
    new WorkflowTypeQuerySet(media).create({
      ...type,
      taskList: 'decisions',
      childPolicy: 'TERMINATE',
      executionStartToCloseTimeout: 3600,
      taskStartToCloseTimeout: 30,
    }),
  );
  const activityType = await lastValueFrom(
    new ActivityTypeQuerySet(media).create({
      ...type,
      taskList: 'thumbnails',
      heartbeatTimeout: 'NONE',
      scheduleToStartTimeout: 60,
      scheduleToCloseTimeout: 120,
      startToCloseTimeout: 60,
    }),
  );
  const execution = await lastValueFrom(thumbnail.startExecution({ workflowId: 'a.png' }));
  const changes = lastValueFrom(
    execution.changes$.pipe(
      map(diff => Array.from(diff, ({ attr }) => attr)),
      toArray(),
    ),
  );
  const working = new Decider(media, 'decisions')
    .pipe(
      decide(({ history }) => {
        const [done] = history.activities.completed;
        return done === undefined
          ? [scheduleActivityTask({ activityType, activityId: '1', input: 'a.png' })]
          : [completeWorkflowExecution({ result: done.result })];
      }),
    )
    .subscribe();
  working.add(
    new ActivityWorker<string>(media, 'thumbnails')
      .pipe(perform(({ input }) => `small ${input}`))
      .subscribe(),
  );
  const seen = await changes;
  const events = await lastValueFrom(
    execution.history$.pipe(
      map(({ name }) => name),
      toArray(),
    ),
  );
  working.unsubscribe();
  await swf.close();
  return { changes: seen, events };
}

/** Tests a workflow in the page. */
export async function testAlbum() {
  const { result, history } = await runWorkflow(album, ['c.png'], {
    activities: [small],
    during: ({ execution }) => execution.signal('publish', 'Grace'),
  });
  return { result, ended: history.last?.timestamp.toISOString() };
}

/** Asks for what only Node.js has. */
export async function askForNode() {
  const errors: unknown[] = [];
  await new LocalSwf().listen().catch(error => errors.push(error));
  try {
    new LocalSwf({ data: 'folder' });
  } catch (error) {
    errors.push(error);
  }
  return errors.map(error =>
    error instanceof NodeOnlyError ? `${error.feature}: ${error.message}` : `${error}`,
  );
}
