/**
 * Archives of histories, and the gate that replays them before a deployment.
 *
 * @packageDocumentation
 */

export type { ArchivedEvent, ArchivedHistory } from './files/ArchivedHistory.js';
export type { ArchiveFilter } from './files/readArchive.js';
export type { Break, CheckedRun } from './gate/checkHistory.js';
export type { GateReport, PathReport } from './gate/GateReport.js';
export { type GateOptions, gate } from './gate/gate.js';
export { type Path, pathOf, type Transition } from './gate/pathOf.js';
export { HistoryArchive } from './HistoryArchive.js';
export type { PullOptions } from './pull/PullOptions.js';
export type { PullProgress } from './pull/pullDomain.js';
