import equal from 'fast-deep-equal';
import type { DataConverter } from '../payloads/index.js';
import { InvalidArgumentError, messageOf, showValue, truncate } from '../requests/index.js';

/** Values that every converter must preserve. */
const samples: readonly unknown[] = [
  null,
  true,
  0,
  -1.5,
  '',
  'text',
  'Grüße, 世界 👋 "quoted"\n',
  [],
  [1, [2, [3]]],
  { truncated: true, preview: 'x'.repeat(1_000) },
  { nested: { list: [{ deep: null }] } },
];

/** Texts as entered in a console or written by other programs. */
const foreignTexts: readonly string[] = [
  '',
  'typed by hand',
  'aGVsbG8=',
  '{"half": "of a JSON te',
  'Grüße 👋',
  'x'.repeat(32_768),
];

/**
 * Checks that a `DataConverter` meets the requirements of the library: payloads are strings, equal values
 * produce equal strings and survive a round trip, and text that the converter did not produce is passed
 * through unchanged. Call it in your own tests.
 *
 * @param values - additional values that must survive a round trip
 * @throws `InvalidArgumentError` that lists every violated rule
 * @example
 * ```ts
 * import { jsonConverter } from 'rx-swf';
 * import { checkConverter } from 'rx-swf/testing';
 *
 * checkConverter(jsonConverter, [{ order: 7, items: ['pen'] }]);
 * ```
 */
export function checkConverter(converter: DataConverter, values: readonly unknown[] = []): void {
  const problems = [
    ...[...samples, ...values].map(value => problemOfValue(converter, value)),
    ...foreignTexts.map(text => problemOfForeign(converter, text)),
  ].filter(problem => problem !== undefined);
  if (problems.length === 0) return;
  throw new InvalidArgumentError(
    `The DataConverter breaks ${problems.length === 1 ? 'a rule' : `${problems.length} rules`}:\n- ${problems.join('\n- ')}`,
    { resource: 'converter' },
  );
}

function problemOfValue(converter: DataConverter, value: unknown): string | undefined {
  const shown = show(value);
  try {
    const payload: unknown = converter.toPayload(value);
    if (typeof payload !== 'string') return `toPayload(${shown}) must return a string, got ${show(payload)}`;
    if (/\p{Surrogate}/u.test(payload)) return `toPayload(${shown}) is not valid Unicode`;
    if (payload.startsWith('rx-swf:payload:'))
      return `toPayload(${shown}) begins with the prefix of references to offloaded payloads`;
    if (payload !== converter.toPayload(value))
      return `toPayload(${shown}) must return the same string each time, because decisions are retried`;
    const read = converter.fromPayload(payload);
    return equal(read, value) || equal(read, asJson(value))
      ? undefined
      : `${shown} is read back as ${show(read)}`;
  } catch (error) {
    return `${shown} does not survive a round trip: ${messageOf(error)}`;
  }
}

function problemOfForeign(converter: DataConverter, text: string): string | undefined {
  try {
    const read = converter.fromPayload(text);
    if (read === text) return undefined;
    return `fromPayload(${show(text)}) must return foreign text unchanged, got ${show(read)}`;
  } catch (error) {
    return `fromPayload(${show(text)}) must return foreign text unchanged, but throws: ${messageOf(error)}`;
  }
}

/** Dates and similar objects come back in their JSON form, unless the converter preserves them. */
const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value) ?? 'null');

const show = (value: unknown): string =>
  truncate(typeof value === 'string' ? JSON.stringify(value) : showValue(value), 60);
