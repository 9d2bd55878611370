import type { SWFClient } from '@aws-sdk/client-swf';
import { ActivityType, Domain, WorkflowType } from '../../../models/index.js';
import { InvalidArgumentError, isInstance, messageOf, suggest } from '../../../requests/index.js';
import type { AnyType } from '../../../streams/index.js';
import type { Seed } from './Seed.js';

const typeFields = ['name', 'version', 'description', 'taskList', 'taskPriority'];

/** The fields of each kind of object, as the options of the models name them. */
const fields = {
  seed: ['domains'],
  domain: ['name', 'description', 'retentionPeriod', 'tags', 'workflowTypes', 'activityTypes'],
  workflowType: [
    ...typeFields,
    'childPolicy',
    'executionStartToCloseTimeout',
    'taskStartToCloseTimeout',
    'lambdaRole',
  ],
  activityType: [
    ...typeFields,
    'heartbeatTimeout',
    'scheduleToCloseTimeout',
    'scheduleToStartTimeout',
    'startToCloseTimeout',
  ],
} as const;

type Fields = Readonly<Record<string, unknown>>;

/** A place in a file, for error messages. */
interface Place {
  readonly file: string;
  /** For example, `domains[0].workflowTypes[1]`; empty for the whole file. */
  readonly path: string;
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const fail = ({ file }: Place, message: string): never => {
  throw new InvalidArgumentError(`${file}: ${message}`);
};

const show = (value: unknown): string => {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
};

/** Returns the domains and types that a text of JSON describes, for this client. */
export function jsonSeed(file: string, text: string, client: SWFClient): readonly Seed[] {
  const whole: Place = { file, path: '' };
  const { domains } = checked(whole, parsed(whole, text), fields.seed);
  return listOf(whole, 'domains', domains).map(([place, value]) => {
    const { workflowTypes = [], activityTypes = [], ...options } = checked(place, value, fields.domain);
    const domain = built(place, () => new Domain({ ...named(place, options), client }));
    const types: AnyType[] = [
      ...listOf(place, 'workflowTypes', workflowTypes).map(([at, type]) =>
        built(at, () => new WorkflowType({ ...typed(at, checked(at, type, fields.workflowType)), domain })),
      ),
      ...listOf(place, 'activityTypes', activityTypes).map(([at, type]) =>
        built(at, () => new ActivityType({ ...typed(at, checked(at, type, fields.activityType)), domain })),
      ),
    ];
    return { domain, types };
  });
}

function parsed(place: Place, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return fail(place, `not valid JSON: ${messageOf(error)}`);
  }
}

/** Requires an object with known fields only. */
function checked(place: Place, value: unknown, known: readonly string[]): Fields {
  const where = place.path === '' ? 'the content' : place.path;
  if (!isFields(value)) return fail(place, `${where} must be an object, got ${show(value)}`);
  const unknown = Object.keys(value).find(name => !known.includes(name));
  if (unknown === undefined) return value;
  const of = place.path === '' ? '' : ` of ${place.path}`;
  return fail(place, `unknown field ${JSON.stringify(unknown)}${of}. ${suggest(unknown, known)}`);
}

function listOf(
  { file, path }: Place,
  field: string,
  value: unknown,
): readonly (readonly [Place, unknown])[] {
  const whole = path === '' ? field : `${path}.${field}`;
  if (!Array.isArray(value)) return fail({ file, path }, `${whole} must be a list, got ${show(value)}`);
  return value.map((item: unknown, index) => [{ file, path: `${whole}[${index}]` }, item]);
}

/** Requires a name, which the models' options have by their type; the models check everything else. */
function named<T extends Fields>({ file, path }: Place, given: T): T & { readonly name: string } {
  const { name } = given;
  if (typeof name !== 'string')
    return fail({ file, path }, `${path}.name must be a string, got ${show(name)}`);
  return { ...given, name };
}

function typed<T extends Fields>(
  place: Place,
  given: T,
): T & { readonly name: string; readonly version: string } {
  const { version } = given;
  if (typeof version === 'string') return { ...named(place, given), version };
  return fail(place, `${place.path}.version must be a string, got ${show(version)}`);
}

/** Creates a model, whose errors begin with the field, or with what one of the fields is made of. */
function built<T>(place: Place, create: () => T): T {
  try {
    return create();
  } catch (error) {
    if (!isInstance(error, InvalidArgumentError)) throw error;
    const message = messageOf(error);
    const isOfField = error.resource !== undefined && message.startsWith(`${error.resource} must`);
    return fail(place, isOfField ? `${place.path}.${message}` : `${place.path}: ${message}`);
  }
}
