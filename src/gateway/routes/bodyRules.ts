import type { TypeId } from '../../values/index.js';
import { Problem } from '../errors/Problem.js';
import type { Body } from './readBody.js';

/** Rules for the members of a body. */
export type BodyRules = Readonly<Record<string, keyof typeof kinds>>;

const isText = (value: unknown): value is string => typeof value === 'string';
const isType = (value: unknown): value is TypeId =>
  typeof value === 'object' &&
  value !== null &&
  isText(Reflect.get(value, 'name')) &&
  isText(Reflect.get(value, 'version'));

const kinds = {
  any: { allows: () => true, text: 'any JSON' },
  text: { allows: isText, text: 'a text' },
  boolean: { allows: (value: unknown) => typeof value === 'boolean', text: 'true or false' },
  integer: { allows: (value: unknown) => Number.isInteger(value), text: 'an integer' },
  duration: {
    allows: (value: unknown) => value === 'NONE' || typeof value === 'number',
    text: 'a number of seconds or "NONE"',
  },
  texts: {
    allows: (value: unknown) => Array.isArray(value) && value.every(isText),
    text: 'a list of texts',
  },
  type: { allows: isType, text: 'an object with name and version' },
} as const;

/** Members of a body that start a run. */
export const startRules = {
  taskList: 'text',
  taskPriority: 'integer',
  childPolicy: 'text',
  executionStartToCloseTimeout: 'duration',
  taskStartToCloseTimeout: 'duration',
  lambdaRole: 'text',
  tagList: 'texts',
} as const satisfies BodyRules;

/**
 * Throws a `Problem` with status 400 for a member that is unknown, missing or of the wrong type. Values are left to the
 * library, which knows the limits of SWF.
 */
export function checkBody(body: Body, rules: BodyRules, required: readonly string[] = []): void {
  for (const [name, value] of Object.entries(body)) {
    const kind = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (kind === undefined)
      throw invalid(
        name.slice(0, 64),
        `Unknown member ${JSON.stringify(name.slice(0, 64))}. Expected one of: ${Object.keys(rules).join(', ')}`,
      );
    if (!kinds[kind].allows(value)) throw invalid(name, `${name} must be ${kinds[kind].text}`);
  }
  for (const name of required) if (body[name] === undefined) throw invalid(name, `${name} is required`);
}

const invalid = (resource: string, message: string) => new Problem(400, 'InvalidBody', message, { resource });

/** Returns the type in a body that {@link checkBody} has allowed. */
export const typeIn = ({ workflowType }: Body): TypeId | undefined =>
  isType(workflowType) ? { name: workflowType.name, version: workflowType.version } : undefined;

/** Returns a text in a body, or `undefined`. */
export const textIn = (body: Body, name: string): string | undefined => {
  const value = body[name];
  return isText(value) ? value : undefined;
};
