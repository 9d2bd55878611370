export type { Notice } from './Notice.js';
export type { NoticeTarget } from './NoticeBoard.js';
export { noticesOf } from './noticesOf.js';
