import { HistoryBuilder } from 'rx-swf/testing';
import { activity, workflow } from 'rx-swf/workflows';
import { delay, from, mergeMap, toArray } from 'rxjs';

export const resize = activity<string, string>({ name: 'Resize', version: '1' });

/** A workflow as it is in production. */
export const album = workflow({ name: 'Album', version: '1' }, (files: string[], { run }) =>
  from(files).pipe(
    mergeMap(file => run(resize, file), 2),
    delay(3_600_000),
    toArray(),
  ),
);

/** A history of one of its executions, up to the first of two timers. */
export const begun = () =>
  new HistoryBuilder()
    .start({ workflowType: album, input: ['a', 'b'] })
    .turn()
    .activityScheduled('1', { type: resize, input: 'a' })
    .activityScheduled('2', { type: resize, input: 'b' })
    .activityStarted('2')
    .activityCompleted('2', { result: '/b' })
    .turn()
    .timerStarted('3', { startToFireTimeout: 3_600 });

/** The same to its end. */
export const ended = () =>
  begun()
    .activityStarted('1')
    .activityCompleted('1', { result: '/a' })
    .turn()
    .timerStarted('4', { startToFireTimeout: 3_600 })
    .timerFired('3')
    .turn()
    .timerFired('4')
    .turn()
    .complete({ result: ['/b', '/a'] });

/** What the AWS CLI prints: times as ISO 8601 with an offset, and a member for each event's attributes. */
export const printedByCli = (builder: HistoryBuilder) =>
  JSON.stringify(
    {
      events: builder.events.map(event => ({
        ...event,
        eventTimestamp: event.eventTimestamp?.toISOString().replace('Z', '000+00:00'),
      })),
    },
    undefined,
    4,
  );
