export type { Notice } from './Notice.js';
export type { NoticeTarget } from './NoticeBoard.js';
export { noticesIn, noticesOf } from './noticesOf.js';
