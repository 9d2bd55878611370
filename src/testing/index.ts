/**
 * Tests of durable workflows: on skipped time, against recorded histories, and drawn as marbles.
 *
 * @packageDocumentation
 */

export { decisionsOf, type MarbleContext, type MarbleOptions } from './marbles/decisionsOf.js';
export * from './marbles/happenings.js';
export type { Which } from './marbles/open.js';
export type { Said } from './marbles/Said.js';
export type { RecordedHistory } from './replay/RecordedHistory.js';
export { type ReplayOptions, type ReplayReport, replay } from './replay/replay.js';
export { type Recording, type Replayed, replayAll } from './replay/replayAll.js';
