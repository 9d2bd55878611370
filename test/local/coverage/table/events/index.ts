import type { Output } from '../Output.js';
import { others } from './others.js';
import { own } from './own.js';
import { tasks } from './tasks.js';

/** Attributes of each type of event. */
export const events: Readonly<Record<string, Output>> = { ...own, ...tasks, ...others };
