import { EMPTY, type Observable } from 'rxjs';
import type { Notice } from './Notice.js';
import { NoticeBoard, type NoticeTarget } from './NoticeBoard.js';

const boards = new WeakMap<Observable<Notice>, NoticeBoard>();

/**
 * Emits the notices of one execution from a source, which all callers share. Completes or errors with the
 * source; without a source, it completes immediately. A watch then polls as it would without notices.
 */
export function noticesOf(source: Observable<Notice> | undefined, target: NoticeTarget): Observable<Notice> {
  return source === undefined ? EMPTY : boardOf(source).of(target);
}

/** Emits the notices of all executions of a domain, like {@link noticesOf}. */
export function noticesIn(source: Observable<Notice> | undefined, domain: string): Observable<Notice> {
  return source === undefined ? EMPTY : boardOf(source).in(domain);
}

function boardOf(source: Observable<Notice>): NoticeBoard {
  const board = boards.get(source) ?? new NoticeBoard(source);
  boards.set(source, board);
  return board;
}
