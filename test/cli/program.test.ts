import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { program } from '../../src/cli/program.js';

const leavesOf = (command: Command): readonly Command[] =>
  command.commands.length === 0 ? [command] : command.commands.flatMap(leavesOf);

const pathOf = (command: Command): string =>
  command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;

/** The help as it is printed, with what stands after the options. */
function helpOf(command: Command): string {
  const texts: string[] = [];
  command.configureOutput({ writeOut: text => void texts.push(text) }).outputHelp();
  return texts.join('');
}

const leaves = leavesOf(program()).filter(command => command.name() !== 'complete');
const all = leaves.map(command => ({ path: pathOf(command), command, help: helpOf(command) }));

describe('the help of each command', () => {
  it.each(all)('$path ends with examples of its options', ({ path, command, help }) => {
    const [, examples = ''] = help.split(/^Examples?:\n/m);
    const lines = examples.split('\n').filter(line => line.startsWith('  $ '));
    expect(lines.length).toBeGreaterThan(0);
    const known = command.options.flatMap(({ long, short }) => [long, short]);
    for (const line of lines) {
      expect(line).toContain(path);
      const [own = ''] = line.split(/ [|>] /);
      const used = own.replaceAll(/'[^']*'|"[^"]*"/g, '').match(/(?<= )--?[a-z][\w-]*/g) ?? [];
      expect(used.filter(option => !known.includes(option))).toEqual([]);
    }
  });

  it.each(all)('$path begins with a sentence, and shows -h', ({ command, help }) => {
    expect(command.description()).toMatch(/^[A-Z].*\.$/);
    expect(help).toMatch(/^ {2}-h, --help +show this help$/m);
  });

  it.each(all)('$path describes options and arguments alike: lower case, no period', ({ command }) => {
    const texts = [...command.options, ...command.registeredArguments].map(({ description }) => description);
    expect(texts.filter(text => /^(?!JSON|JavaScript|URL|IAM|AWS|CloudWatch)[A-Z]|\.$/.test(text))).toEqual(
      [],
    );
  });
});

it('options that several commands have mean the same', () => {
  const shared = ['--profile', '--endpoint', '--output', '--utc', '--run-id', '--yes', '--follow', '--type'];
  // These work on no service, or on a module or an event in place of an execution.
  const others = ['rx-swf debug', 'rx-swf history', 'rx-swf fork', 'rx-swf import'];
  for (const name of shared) {
    const texts = all
      .filter(({ path }) => !others.includes(path))
      .flatMap(({ command }) => command.options.filter(({ long }) => long === name))
      .map(({ description, short }) => `${short} ${description}`);
    expect([...new Set(texts)], name).toHaveLength(1);
  }
});

it('every command that calls SWF takes the options of the connection', () => {
  const local = ['local', 'debug', 'replay', 'import', 'completion', 'iam', 'alarms', 'eventbridge'];
  const missing = all.flatMap(({ path, command }) => {
    const names = command.options.map(({ long }) => long);
    const wanted = ['--profile', '--region', '--endpoint'];
    return local.includes(command.name())
      ? []
      : wanted.filter(name => !names.includes(name)).map(name => `${path} ${name}`);
  });
  expect(missing).toEqual([]);
});
