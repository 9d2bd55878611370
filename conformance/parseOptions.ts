import { parseArgs } from 'node:util';

/** Options of a run, as given on the command line. */
export interface Options {
  /** Files whose tables are to be shown side by side, in place of a run. */
  readonly compare: readonly string[] | undefined;
  readonly help: boolean;
  readonly aws: boolean;
  readonly endpoint: string | undefined;
  readonly region: string | undefined;
  readonly domain: string;
  readonly name: string | undefined;
  readonly only: string;
  readonly skip: string | undefined;
  readonly concurrency: number;
  /** In milliseconds. */
  readonly patience: number;
  readonly reset: string | undefined;
  readonly json: string | undefined;
}

/** Parses the command line. Throws a `TypeError` with a message for the user. */
export function parseOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      aws: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      endpoint: { type: 'string' },
      region: { type: 'string' },
      domain: { type: 'string', default: 'conformance' },
      name: { type: 'string' },
      only: { type: 'string', default: '' },
      skip: { type: 'string' },
      concurrency: { type: 'string', default: '16' },
      patience: { type: 'string', default: '10000' },
      reset: { type: 'string' },
      json: { type: 'string' },
    },
  });
  const { aws, help, domain, only, endpoint, region, name, skip, reset, json } = values;
  if (aws && endpoint !== undefined) throw new TypeError('--aws and --endpoint can’t be combined');
  if (aws && reset !== undefined)
    throw new TypeError('--aws and --reset can’t be combined: Amazon has no reset');
  checkUrl('endpoint', endpoint);
  checkUrl('reset', reset);
  return {
    compare: filesOf(positionals),
    ...{ aws, help, domain, only, endpoint, region, name, skip, reset, json },
    concurrency: reset === undefined ? toCount('concurrency', values.concurrency) : 1,
    patience: toCount('patience', values.patience),
  };
}

function filesOf([command, ...files]: readonly string[]): readonly string[] | undefined {
  if (command === undefined) return undefined;
  if (command !== 'compare') throw new TypeError(`Unknown command "${command}". The only one is compare`);
  if (files.length === 0) throw new TypeError('compare needs the JSON files of one run or more');
  return files;
}

function toCount(name: string, text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1)
    throw new TypeError(`--${name} must be a whole number of at least 1, got "${text}"`);
  return count;
}

function checkUrl(name: string, text: string | undefined): void {
  if (text !== undefined && !(URL.canParse(text) && /^https?:/.test(text)))
    throw new TypeError(`--${name} must be a URL such as http://127.0.0.1:4577, got "${text}"`);
}
