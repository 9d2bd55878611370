import { LambdaSteps } from './LambdaSteps.js';

/**
 * Builds histories for tests, as SWF would write them: ids follow each other, references are right, time moves on,
 * and whatever a decider should see is followed by a decision task. A step that does not fit is refused with an
 * `InvalidArgumentError`.
 *
 * What is decided goes into the turn under way, i.e. after the last `turn()` or `decisionTaskCompleted()` as long
 * as nothing else happens; without one, the decision task that waits is started and completed for it.
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
