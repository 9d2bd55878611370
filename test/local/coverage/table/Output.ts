/** One of these words. */
export interface Words {
  readonly words: readonly string[];
}

/** What an operation answers in one place of its output. A list of one is a list of those. */
export type Output = 'text' | 'number' | 'flag' | 'time' | Words | readonly [Output] | Outputs;

interface Outputs {
  readonly [member: string]: Output;
}

export const anyOf = (...words: readonly string[]): Words => ({ words });

export const isWords = (output: Output): output is Words =>
  typeof output === 'object' && 'words' in output && Array.isArray(output.words);

export const isList = (output: Output): output is readonly [Output] => Array.isArray(output);
