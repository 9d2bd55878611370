import { messageOf, type OutageOptions } from '../../requests/index.js';
import { oneLine } from './oneLine.js';
import type { Terminal } from './Terminal.js';

/** Returns the options with which a live stream says on standard error that SWF can't be reached, and when it can. */
export function outageNotes(terminal: Pick<Terminal, 'note'>): Required<OutageOptions> {
  let isOut = false;
  return {
    onRetry: ({ error }) => {
      if (!isOut) terminal.note(`warning: ${oneLine(messageOf(error))}. Retrying.\n`);
      isOut = true;
    },
    onRecovered: () => {
      if (isOut) terminal.note('SWF answers again.\n');
      isOut = false;
    },
  };
}
