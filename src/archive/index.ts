/**
 * Archives of histories, and the gate that replays them before a deployment.
 *
 * @packageDocumentation
 */

export type { ArchivedEvent, ArchivedHistory } from './ArchivedHistory.js';
export { type ArchiveFilter, HistoryArchive } from './HistoryArchive.js';
export type { PullOptions } from './pull/PullOptions.js';
export type { PullProgress } from './pull/pullDomain.js';
