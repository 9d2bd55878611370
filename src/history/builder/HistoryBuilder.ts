import { LambdaSteps } from './LambdaSteps.js';

/**
 * Builds histories for tests as SWF would write them: with consecutive ids, correct references, advancing
 * time, and a decision task after every event that a decider should see. A step that doesn't fit throws an
 * `InvalidArgumentError`.
 *
 * Decisions belong to the current turn, i.e. that of the last `turn()` or `decisionTaskCompleted()`, as long
 * as nothing else happens in between. If there is no current turn, the scheduled decision task is started and
 * completed first.
 *
 * @example
 * ```ts
 * import { HistoryBuilder } from 'rx-swf';
 *
 * const history = new HistoryBuilder()
 *   .start({ workflowType: { name: 'Thumbnails', version: '1' }, input: { files: ['a.png'] } })
 *   .activity('1', { type: { name: 'Resize', version: '1' }, result: { url: '/a.png' } })
 *   .timer('backoff', { startToFireTimeout: 60, state: 'started' })
 *   .build();
 *
 * history.activities.get('1')?.result; // { url: '/a.png' }
 * history.timers.started.length; // 1
 * ```
 */
export class HistoryBuilder extends LambdaSteps {}
