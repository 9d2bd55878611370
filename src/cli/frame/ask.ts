/**
 * Writes a question to standard error, and resolves to the line that is typed; `undefined` if standard input ends
 * without one. The terminal itself edits the line, so that Ctrl-C stays a signal.
 */
export function ask(question: string, signal: AbortSignal): Promise<string | undefined> {
  const { stdin, stderr } = process;
  return new Promise(resolve => {
    let typed = '';
    const finish = (answer?: string) => {
      stdin.off('data', read).off('end', finish).pause();
      resolve(answer);
    };
    const read = (part: string) => {
      typed += part;
      const end = typed.indexOf('\n');
      if (end >= 0) finish(typed.slice(0, end).trim());
    };
    signal.addEventListener('abort', () => finish(), { once: true });
    stderr.write(question);
    stdin.setEncoding('utf8').on('data', read).once('end', finish).resume();
  });
}
