/**
 * Notices of executions from Amazon EventBridge, so that watches learn of a change when it happens.
 *
 * @packageDocumentation
 */

export type { Notice } from '../notices/index.js';
export { NoticeReceiver } from './NoticeReceiver.js';
export { noticeFrom } from './noticeFrom.js';
export type { ReportedEventType, StateChange, StateChangeExecution } from './StateChange.js';
export { type SqsNoticesOptions, sqsNotices } from './sqsNotices.js';
