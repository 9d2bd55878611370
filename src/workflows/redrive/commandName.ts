import type { CommandIdentity } from '../turns/CommandIdentity.js';

/**
 * Returns the short name of a command: `Charge#7` for the activity `Charge@1` with the id 7, `timer#3` for a timer.
 */
export const commandName = ({ kind, id, subject }: CommandIdentity): string =>
  `${kind === 'StartTimer' ? 'timer' : nameIn(subject)}#${id}`;

/** Returns whether a command has a name: `Charge#7`, `Charge@1#7`, or `#7`. */
export function hasName(command: CommandIdentity, name: string): boolean {
  const { id, subject } = command;
  return name === commandName(command) || name === `${subject}#${id}` || name === `#${id}`;
}

/** Returns the name of a type key; other subjects have no version. */
const nameIn = (subject: string) => subject.replace(/@[^@]*$/, '');
