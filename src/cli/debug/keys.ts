import { emitKeypressEvents } from 'node:readline';
import type { ReadStream } from 'node:tty';
import { Observable } from 'rxjs';
import type { Key } from './Walk.js';

/** What `node:readline` tells of a key. */
interface Keypress {
  readonly name?: string;
  readonly ctrl?: boolean;
}

/** Emits the keys that are pressed in a terminal, which does not echo them meanwhile. Completes at its end. */
export const keys = (input: ReadStream): Observable<Key> =>
  new Observable(subscriber => {
    const press = (text: string | undefined, { name, ctrl = false }: Keypress) =>
      subscriber.next({ name, text, isControl: ctrl });
    const end = () => subscriber.complete();
    emitKeypressEvents(input);
    input.setRawMode(true);
    input.on('keypress', press);
    input.on('end', end);
    input.resume();
    return () => {
      input.removeListener('keypress', press);
      input.removeListener('end', end);
      input.setRawMode(false);
      input.pause();
    };
  });
