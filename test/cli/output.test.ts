import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { shell } from '../harness/cli/rxSwf.js';

/** A command that prints without calling anything. */
const policy = 'rx-swf iam --role operator --domain media';

describe('the output of rx-swf', () => {
  it.each(['rx-swf --help', 'rx-swf list --help', 'rx-swf completion zsh', 'rx-swf complete -- l', policy])(
    'of %s may have a reader that leaves at once',
    async line => {
      const { error } = await shell(`(${line}; echo "exit code $?" >&2) | true`);
      expect(error).toBe('exit code 0\n');
    },
  );

  it('of errors may have no reader either', async () => {
    const { out } = await shell('(rx-swf lsit; echo "exit code $?" >&3) 3>&1 2>&1 >/dev/null | true; cat');
    expect(out).not.toContain('EPIPE');
  });

  it.skipIf(!existsSync('/dev/full')).each(['rx-swf --help', policy])(
    'of %s fails if it can not be written',
    async line => {
      const { code, error } = await shell(`${line} > /dev/full`);
      expect([code, error]).toEqual([
        1,
        'error: Cannot write the output: ENOSPC: no space left on device, write.\n',
      ]);
    },
  );
});
