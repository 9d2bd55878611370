import type { Argument, Command, Option } from 'commander';
import type { Connection } from '../frame/CommandContext.js';
import type { Candidate, Completion, Source } from './Completion.js';
import { argumentSources, optionSources, optionWords } from './sources.js';

/** Where the cursor stands. */
interface Place {
  readonly command: Command;
  /** Number of arguments before the cursor. */
  readonly count: number;
  /** The option whose value is at the cursor. */
  readonly option: Option | undefined;
  readonly connection: Connection;
  /** True after `--`: what follows are arguments. */
  readonly isEnded: boolean;
}

/**
 * Returns what can stand at the cursor, from the commands as they are declared.
 *
 * @param words - the words after `rx-swf` up to the cursor; the last one may be incomplete or empty
 */
export function completionOf(program: Command, words: readonly string[]): Completion {
  const current = words.at(-1) ?? '';
  const { command, count, option, connection, isEnded } = placeOf(program, words.slice(0, -1));
  if (option !== undefined) return optionValue(command, option, '', current, connection);
  const [, name = '', value] = /^(--[\w-]+)=(.*)$/.exec(current) ?? [];
  if (value !== undefined && !isEnded) {
    const given = optionOf(command, name);
    return given === undefined ? nothing : optionValue(command, given, `${name}=`, current, connection);
  }
  if (current.startsWith('-') && !isEnded) return matching(optionsOf(command), current);
  const subcommands = commandsOf(command);
  if (subcommands.length > 0 && count === 0) return matching(subcommands, current);
  const { registeredArguments: all } = command;
  const argument = all[count] ?? (all.at(-1)?.variadic === true ? all.at(-1) : undefined);
  return argument === undefined ? nothing : argumentOf(command, argument, current, connection);
}

const nothing: Completion = { kind: 'nothing' };

/** Follows the words to the command, and to the option or argument that comes next. */
function placeOf(program: Command, words: readonly string[]): Place {
  let place: Place = { command: program, count: 0, option: undefined, connection: {}, isEnded: false };
  for (const word of words) {
    const { command, option, count } = place;
    // `rx-swf help show` is `rx-swf show --help`.
    if (word === 'help' && command === program && count === 0) continue;
    if (option !== undefined)
      place = { ...place, option: undefined, connection: connected(place.connection, option, word) };
    else if (word === '--') place = { ...place, isEnded: true };
    else if (word.startsWith('-') && !place.isEnded) place = afterOption(place, word);
    else {
      const subcommand = command.commands.find(one => one.name() === word || one.aliases().includes(word));
      place = subcommand && count === 0 ? { ...place, command: subcommand } : { ...place, count: count + 1 };
    }
  }
  return place;
}

function afterOption(place: Place, word: string): Place {
  const [, name = word, value] = /^(--[\w-]+)=(.*)$/.exec(word) ?? [];
  const option = optionOf(place.command, name);
  if (option === undefined || !option.required) return place;
  return value === undefined
    ? { ...place, option }
    : { ...place, connection: connected(place.connection, option, value) };
}

const connected = (connection: Connection, { long }: Option, value: string): Connection =>
  long === '--profile' || long === '--region' || long === '--endpoint' || long === '--domain'
    ? { ...connection, [long.slice(2)]: value }
    : connection;

const optionOf = ({ options }: Command, name: string): Option | undefined =>
  options.find(({ long, short }) => long === name || short === name);

const candidate = (word: string, description: string): Candidate => ({ word, description });

const optionsOf = (command: Command): readonly Candidate[] => [
  ...command.options
    .filter(({ hidden }) => !hidden)
    .map(({ long, short, description }) => candidate(long ?? short ?? '', description)),
  candidate('--help', 'show this help'),
];

/** The names of subcommands. Those that the help doesn't show are left out. */
const commandsOf = (command: Command): readonly Candidate[] =>
  command
    .createHelp()
    .visibleCommands(command)
    .map(one => candidate(one.name(), one.description()));

/** Returns the candidates that begin with what is typed. */
export const matching = (candidates: readonly Candidate[], current: string): Completion => ({
  kind: 'words',
  candidates: candidates.filter(({ word }) => word.startsWith(current)),
});

function optionValue(
  command: Command,
  option: Option,
  prefix: string,
  current: string,
  connection: Connection,
): Completion {
  const words = option.argChoices ?? optionWords[`${command.name()} ${option.long}`];
  const choices = words?.map(choice => candidate(`${prefix}${choice}`, ''));
  if (choices !== undefined) return matching(choices, current);
  return fromSource(optionSources[option.long ?? ''], prefix, connection);
}

function argumentOf(
  command: Command,
  argument: Argument,
  current: string,
  connection: Connection,
): Completion {
  const choices = argument.argChoices?.map(choice => candidate(choice, ''));
  if (choices !== undefined) return matching(choices, current);
  const path = `${command.parent?.name()} ${command.name()} ${argument.name()}`;
  return fromSource(argumentSources[path] ?? argumentSources[argument.name()], '', connection);
}

function fromSource(
  source: Source | 'files' | undefined,
  prefix: string,
  connection: Connection,
): Completion {
  if (source === undefined) return nothing;
  return source === 'files' ? { kind: 'files' } : { kind: 'source', source, prefix, connection };
}
