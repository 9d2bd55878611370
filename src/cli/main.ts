#!/usr/bin/env node
import { CommanderError } from 'commander';
import { exitCodes } from './frame/exitCodes.js';
import { watchOutput } from './frame/watchOutput.js';
import { program } from './program.js';

watchOutput();

try {
  await program().parseAsync();
} catch (error) {
  // Commander has printed the message, and has one code for all usage errors.
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = exitCodeOf(error);
}

function exitCodeOf({ code, exitCode }: CommanderError): number {
  if (exitCode === 0) return exitCodes.done;
  // A command's own error() is a failure; all other codes are usage errors.
  return code === 'commander.error' ? exitCode : exitCodes.usage;
}
