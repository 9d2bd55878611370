import { longestDuration } from '../durations.js';
import { choice, integer, list, nullable, type Rule, required, structure, text } from './shape.js';

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what SWF forbids
const forbidden = /[:/|\u0000-\u001f\u007f-\u009f]/;

/** User-defined names: no separators, no control characters, and not the prefix of an ARN. */
const plainName: Rule<string> = {
  holds: value => !forbidden.test(value) && value !== 'arn',
  constraint: 'Member must satisfy regular expression pattern: (?!arn$)[^:/|\\u0000-\\u001f\\u007f-\\u009f]+',
};

const noOuterSpace: Rule<string> = {
  holds: value => value === value.trim(),
  constraint: 'Member must not start or end with whitespace',
};

const tagCharacters: Rule<string> = {
  holds: value => /^[\p{L}\p{N}\s_.:/=+\-@]*$/u.test(value),
  constraint: 'Member must satisfy regular expression pattern: [\\p{L}\\p{N}\\s_.:/=+\\-@]*',
};

/** A number of seconds in decimal within bounds, or `NONE` if that is allowed. */
function duration(
  allowed: { readonly none: boolean; readonly least?: number; readonly most?: number },
  shortest = 0,
) {
  const { none, least = 0, most = longestDuration } = allowed;
  const isForm = (value: string) => /^\d+$/.test(value) || (none && value === 'NONE');
  return text(
    shortest,
    8,
    {
      holds: isForm,
      constraint: `Member must satisfy regular expression pattern: ${none ? '[0-9]+|NONE' : '[0-9]+'}`,
    },
    {
      holds: value => !isForm(value) || value === 'NONE' || Number(value) >= least,
      constraint: `Member must have value greater than or equal to ${least}`,
    },
    {
      holds: value => !isForm(value) || value === 'NONE' || Number(value) <= most,
      constraint: `Member must have value less than or equal to ${most}`,
    },
  );
}

/** A name used only for a lookup: if invalid, it is unknown rather than malformed. */
export const anyName = text(1, 256);
export const name = text(1, 256, plainName);
export const version = text(1, 64, plainName);
/** A version used only for a lookup. */
export const anyVersion = text(1, 64);
export const newDomainName = text(1, 256, plainName, noOuterSpace);
export const runId = text(1, 64);
export const runIdOptional = text(0, 64);
export const identity = text(0, 256);
export const description = text(0, 1024);
export const data = text(0, 32_768);
export const limitedData = text(0, 2048);
export const reason = text(0, 256);
export const markerName = text(1, 256);
export const signalName = text(1, 256);
export const arn = text(1, 1600);
export const taskToken = text(1, 1024);
export const pageToken = text(0, 2048);
export const pageSize = integer(0, 1000);
export const childPolicy = choice('TERMINATE', 'REQUEST_CANCEL', 'ABANDON');
export const registrationStatus = choice('REGISTERED', 'DEPRECATED');
export const closeStatus = choice(
  'COMPLETED',
  'FAILED',
  'CANCELED',
  'TERMINATED',
  'CONTINUED_AS_NEW',
  'TIMED_OUT',
);

/** A timeout that can be `NONE`. */
export const timeout = duration({ none: true });
/** A duration that can't be `NONE`, for executions. */
export const timeSpan = duration({ none: false });
/** A duration without a default that can't be `NONE`, for timers. */
export const timerSpan = duration({ none: false }, 1);
export const lambdaTimeout = duration({ none: false, least: 1, most: 900 });
export const retentionPeriod = duration({ none: true, most: 90 }, 1);

export const taskPriority = text(0, Number.POSITIVE_INFINITY, {
  holds: value => /^[+-]?\d{1,10}$/.test(value) && Math.abs(Number(value) + 0.5) < 2 ** 31,
  constraint: 'Member must be an integer between -2147483648 and 2147483647',
});

export const tagList = list(nullable(text(0, 256)), 5);
export const tag = text(0, 256, tagCharacters);
export const resourceTagKey = text(1, 128, tagCharacters);
export const resourceTags = list(
  structure({ key: required(resourceTagKey), value: text(0, 256, tagCharacters) }),
);

export const taskList = structure({ name: required(text(1, 256, plainName, noOuterSpace)) });
/** A reference to a registered type, used only for a lookup. */
export const type = structure({ name: required(anyName), version: required(anyVersion) });
export const execution = structure({ workflowId: required(anyName), runId: required(runId) });
