/** One of these words. */
export interface Words {
  readonly words: readonly string[];
}

/** Something that is not always there. */
export interface Maybe {
  readonly maybe: Output;
}

/** Values of one member of an output. An array of one describes a list of such values. */
export type Output = 'text' | 'number' | 'flag' | 'time' | Words | Maybe | readonly [Output] | Outputs;

interface Outputs {
  readonly [member: string]: Output;
}

export const anyOf = (...words: readonly string[]): Words => ({ words });

export const maybe = (output: Output): Maybe => ({ maybe: output });

export const isMaybe = (output: Output): output is Maybe => typeof output === 'object' && 'maybe' in output;

export const isWords = (output: Output): output is Words =>
  typeof output === 'object' && 'words' in output && Array.isArray(output.words);

export const isList = (output: Output): output is readonly [Output] => Array.isArray(output);
