import { map, type Observable } from 'rxjs';
import { fromAbortable } from '../../requests/index.js';
import type { Terminal } from './Terminal.js';

/** Asks for confirmation. Emits true if the answer is `yes` or, where one is given, the number. */
export const confirm = (terminal: Terminal, question: string, count?: number): Observable<boolean> =>
  fromAbortable(({ signal }) => terminal.ask(question, signal)).pipe(
    map((answer = '') => answer.toLowerCase() === 'yes' || answer.replaceAll(',', '') === `${count}`),
  );
