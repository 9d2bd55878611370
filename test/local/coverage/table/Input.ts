/** A value that breaks a constraint, and how SWF says so. */
export interface Violation {
  readonly value: unknown;
  readonly constraint: string;
}

/** Allowed values of one member of an input. */
export interface Input {
  /** The least that is accepted here. */
  readonly sample: unknown;
  /** Other values at the limits of what is accepted. */
  readonly limits?: readonly unknown[];
  readonly violations?: readonly Violation[];
  readonly required?: true;
  /** Of a structure: what it takes in turn. */
  readonly members?: Readonly<Record<string, Input>>;
  /** Of a list: what it takes in turn. */
  readonly entry?: Input;
}

const characters = (length: number) => 'x'.repeat(length);

/** Text of so many characters. */
export function text(least: number, most: number): Input {
  const tooLong = {
    value: characters(most + 1),
    constraint: `Member must have length less than or equal to ${most}`,
  };
  const tooShort = { value: '', constraint: `Member must have length greater than or equal to ${least}` };
  return {
    sample: 'x',
    limits: [characters(least), characters(most)],
    violations: least > 0 ? [tooShort, tooLong] : [tooLong],
  };
}

/** The same with values that break a rule beyond the length. */
function ruled(input: Input, constraint: string, ...broken: string[]): Input {
  const violations = broken.map(value => ({ value, constraint: `Member must ${constraint}` }));
  return { ...input, violations: [...(input.violations ?? []), ...violations] };
}

/** Text without separators and control characters, and not the word that begins an ARN. */
export const plain = (least: number, most: number): Input =>
  ruled(
    text(least, most),
    'satisfy regular expression pattern: (?!arn$)[^:/|\\u0000-\\u001f\\u007f-\\u009f]+',
    ...['a:b', 'a/b', 'a|b', 'a\u0000', '\u001f', '\u007f', '\u009f', 'arn'],
  );

/** The same without whitespace at its ends. */
export const trimmed = (least: number, most: number): Input =>
  ruled(plain(least, most), 'not start or end with whitespace', ' a', 'a ');

/** Text of letters, digits, whitespace and some signs. */
export const tagText = (least: number, most: number): Input =>
  ruled(
    text(least, most),
    'satisfy regular expression pattern: [\\p{L}\\p{N}\\s_.:/=+\\-@]*',
    ...['a;b', 'a,b', '{}'],
  );

interface DurationLimits {
  readonly least: number;
  readonly most: number;
  /** Whether it may be no duration at all. */
  readonly none: boolean;
  readonly shortest: number;
}

/** A whole number in decimal digits. */
function duration({ least, most, none, shortest }: DurationLimits): Input {
  const { violations = [] } = text(shortest, 8);
  const form = `satisfy regular expression pattern: ${none ? '[0-9]+|NONE' : '[0-9]+'}`;
  const malformed = ['-1', '1.5', '1e3', 'soon', ' 1', ...(none ? [] : ['NONE']), ...(shortest ? [] : [''])];
  const input: Input = {
    sample: `${least}`,
    limits: [`${least}`, `${most}`, ...(none ? ['NONE'] : [])],
    violations,
  };
  const tooMuch = ruled(input, `have value less than or equal to ${most}`, `${most + 1}`);
  const outside =
    least > 0 ? ruled(tooMuch, `have value greater than or equal to ${least}`, `${least - 1}`) : tooMuch;
  return ruled(outside, form, ...malformed);
}

const year = 31_536_000;
export const timeout = duration({ least: 0, most: year, none: true, shortest: 0 });
export const executionTimeout = duration({ least: 0, most: year, none: false, shortest: 0 });
export const timeSpan = duration({ least: 0, most: year, none: false, shortest: 1 });
export const lambdaTimeout = duration({ least: 1, most: 900, none: false, shortest: 0 });
export const days = duration({ least: 0, most: 90, none: true, shortest: 1 });

export const priority: Input = ruled(
  { sample: '0', limits: ['-2147483648', '2147483647', '+1'] },
  'be an integer between -2147483648 and 2147483647',
  ...['-2147483649', '2147483648', '1.5', 'high', ''],
);

/** A whole number between the two, inclusive. */
export const whole = (least: number, most: number): Input => ({
  sample: least,
  limits: [least, most],
  violations: [
    { value: least - 1, constraint: `Member must have value greater than or equal to ${least}` },
    { value: most + 1, constraint: `Member must have value less than or equal to ${most}` },
  ],
});

/** One of these words, in SWF's order. */
export const oneOf = (...words: readonly string[]): Input => ({
  sample: words[0],
  limits: words,
  violations: ['OTHER', '', `${words[0]}`.toLowerCase()].map(value => ({
    value,
    constraint: `Member must satisfy enum value set: [${words.join(', ')}]`,
  })),
});

export const flag: Input = { sample: false, limits: [true] };
export const time: Input = { sample: 0, limits: [1.5e9, 1_500_000_000.123] };

export function list(entry: Input, most?: number): Input {
  const entries = (length: number) => Array.from({ length }, () => entry.sample);
  if (most === undefined) return { sample: [entry.sample], limits: [[]], entry };
  const constraint = `Member must have length less than or equal to ${most}`;
  const violations = [{ value: entries(most + 1), constraint }];
  return { sample: [entry.sample], limits: [[], entries(most)], violations, entry };
}

export function structure(members: Readonly<Record<string, Input>>): Input {
  const required = Object.entries(members).filter(([, member]) => member.required);
  return { sample: Object.fromEntries(required.map(([name, { sample }]) => [name, sample])), members };
}

export const required = (input: Input): Input => ({ ...input, required: true });
