import type { Case } from '../Case.js';
import { combination } from './combination.js';
import { creation } from './creation.js';
import { errors } from './errors.js';
import { filtering } from './filtering.js';
import { sharing } from './sharing.js';
import { time } from './time.js';
import { transformation } from './transformation.js';
import { utility } from './utility.js';

const groups = [time, creation, combination, filtering, transformation, sharing, errors, utility];

/** All cases by name. */
export const all: ReadonlyMap<string, Case> = new Map(groups.flatMap(cases => Object.entries(cases)));

/** Returns the operator of a case. */
export const operatorOf = (id: string): string => id.match(/^\w+/)?.[0] ?? id;
