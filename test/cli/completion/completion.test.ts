import { execFileSync } from 'node:child_process';
import { describe, expect, it, onTestFinished } from 'vitest';
import { CliHarness } from '../../harness/cli/CliHarness.js';
import { noTerminal } from '../../harness/cli/Terminal.js';

const order = { name: 'Order', version: '1' };

/** Returns whether a shell is installed. */
function has(shell: string): boolean {
  try {
    execFileSync(shell, ['--version'], { stdio: 'pipe' });
    return true;
  } catch {
    console.warn(`Completion in ${shell} is not tested: it is not installed.`);
    return false;
  }
}

async function service(): Promise<CliHarness> {
  const harness = await CliHarness.open();
  await harness.registerWorkflowType(order);
  for (const id of ['order-1', 'order-2', 'audit=eu-1', 'two words']) await harness.start(id, order);
  return harness;
}

/** Runs a program of a shell with its arguments, and returns the lines that it prints. */
async function shellLines(harness: CliHarness, shell: string, program: string): Promise<readonly string[]> {
  const { out, error, code } = await harness.shell(`${shell} -c '${program.replaceAll("'", "'\\''")}'`);
  expect([code, error]).toEqual([0, '']);
  return out.split('\n').filter(line => line !== '');
}

describe.skipIf(!has('bash'))('completion in bash', () => {
  /** Completes a line in bash as Tab does, and returns what readline would insert or show. */
  const completed = (harness: CliHarness, line: string) =>
    shellLines(
      harness,
      'bash',
      `eval "$(rx-swf completion bash)"
      COMP_LINE='${line}' COMP_POINT=${line.length} COMP_TYPE=9 COMP_KEY=9
      complete -p rx-swf >/dev/null || exit 1
      _rx_swf
      printf "%s\\n" "\${COMPREPLY[@]}"`,
    );

  it('completes commands, options and choices', async () => {
    const harness = await service();
    expect(await completed(harness, 'rx-swf doct')).toEqual(['doctor']);
    expect(await completed(harness, 'rx-swf list --o')).toEqual(['--open', '--output']);
    expect(await completed(harness, 'rx-swf list -o ')).toEqual(['table', 'wide', 'json', 'ndjson']);
    expect(await completed(harness, 'rx-swf completion ')).toEqual(['bash', 'zsh', 'fish']);
    expect(await completed(harness, 'rx-swf list --limit ')).toEqual([]);
    expect(harness.front.calls).toEqual([]);
  });

  it('completes execution ids and types, also around characters at which bash breaks words', async () => {
    const harness = await service();
    expect(await completed(harness, 'rx-swf why order-')).toEqual(['order-2', 'order-1']);
    expect(await completed(harness, 'rx-swf why two')).toEqual(['two\\ words']);
    expect(await completed(harness, 'rx-swf why aud')).toEqual(['audit=eu-1']);
    // Bash has taken what stands before the at sign or the equals sign for a word of its own.
    expect(await completed(harness, 'rx-swf why audit=')).toEqual(['eu-1']);
    expect(await completed(harness, 'rx-swf start Ord')).toEqual(['Order@1']);
    expect(await completed(harness, 'rx-swf start Order@')).toEqual(['1']);
    expect(await completed(harness, 'rx-swf list --type=Ord')).toEqual(['Order@1']);
    expect(await completed(harness, 'rx-swf list --output=n')).toEqual(['ndjson']);
  });

  it('quotes what a shell would run or expand', async () => {
    const harness = await service();
    const ids = ['x`touch x`', 'x$(touch x)', `x'y"z`, 'x\\y', 'x;y&z>a', 'x*?[y]{a,b}~!', 'x$HOME #y'];
    for (const id of ids) await harness.start(id, order);
    const candidates = await completed(harness, 'rx-swf why x');
    const said = execFileSync('bash', ['-c', `printf '%s\\n' ${candidates.join(' ')}`], { encoding: 'utf8' });
    expect(said.trimEnd().split('\n').sort()).toEqual([...ids].sort());
  });

  it('completes files', async () => {
    const harness = await service();
    expect(await completed(harness, 'rx-swf doctor ./packa')).toContain('./package.json');
  });

  it('is quick and silent if the service fails', async () => {
    const harness = await service();
    harness.front.refuse = () => ({ status: 500, body: '' });
    expect(await completed(harness, 'rx-swf why ')).toEqual([]);
  });

  it.skipIf(noTerminal !== undefined)('answers Tab', async () => {
    const harness = await service();
    const terminal = await harness.terminal('bash --norc --noprofile -i', { env: { PS1: 'ready> ' } });
    onTestFinished(() => terminal.type('\u0003exit\r'));
    await terminal.shows('ready>');
    terminal.type('eval "$(rx-swf completion bash)"; echo loaded-$((1))\r');
    await terminal.shows('loaded-1');
    terminal.type('rx-swf why tw\t');
    await terminal.shows(/rx-swf why two\\ words/);
  });
});

describe.skipIf(!has('zsh'))('completion in zsh', () => {
  /** Calls the function of the script as zsh does, with its helpers replaced by ones that print. */
  const completed = (harness: CliHarness, ...words: readonly string[]) =>
    shellLines(
      harness,
      'zsh -f',
      `compdef() { : }
      _files() { echo files }
      _describe() { print -rl -- "\${(@P)3}" }
      eval "$(rx-swf completion zsh)"
      words=(${words.map(word => `'${word}'`).join(' ')}) CURRENT=${words.length}
      _rx_swf`,
    );

  it('completes commands, options, ids, types and files', async () => {
    const harness = await service();
    expect(await completed(harness, 'rx-swf', 'doct')).toEqual([
      'doctor:Examine settings, credentials, connection, clock, domain, backlog and permissions.',
    ]);
    expect(await completed(harness, 'rx-swf', 'why', 'aud')).toEqual(['audit=eu-1:Order@1, open']);
    expect(await completed(harness, 'rx-swf', 'start', '')).toEqual(['Order@1:workflow type']);
    expect(await completed(harness, 'rx-swf', 'doctor', '')).toEqual(['files']);
  });
});

describe.skipIf(!has('fish'))('completion in fish', () => {
  const completed = (harness: CliHarness, line: string) =>
    shellLines(harness, 'fish --no-config', `rx-swf completion fish | source; complete -C '${line}'`);

  it('completes commands, options, ids, types and files', async () => {
    const harness = await service();
    expect(await completed(harness, 'rx-swf list -o n')).toEqual(['ndjson']);
    expect(await completed(harness, 'rx-swf why order-')).toEqual([
      'order-2\tOrder@1, open',
      'order-1\tOrder@1, open',
    ]);
    expect(await completed(harness, 'rx-swf start Order@')).toEqual(['Order@1\tworkflow type']);
    expect(await completed(harness, 'rx-swf doctor ./packa')).toContain('./package.json');
  });
});
