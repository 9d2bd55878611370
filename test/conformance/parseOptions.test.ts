import { describe, expect, it } from 'vitest';
import { parseOptions } from '../../conformance/parseOptions.js';

describe('the command line of the conformance suite', () => {
  it('asks for the embedded SWF by default', () => {
    expect(parseOptions([])).toMatchObject({
      aws: false,
      endpoint: undefined,
      domain: 'conformance',
      concurrency: 16,
      patience: 10_000,
      compare: undefined,
    });
  });

  it('runs checks one by one if the service is reset before each', () => {
    const options = parseOptions([
      '--endpoint',
      'http://127.0.0.1:5000',
      '--reset',
      'http://127.0.0.1:5000/reset',
    ]);
    expect(options).toMatchObject({ concurrency: 1 });
  });

  it('compares files', () => {
    expect(parseOptions(['compare', 'a.json', 'b.json']).compare).toEqual(['a.json', 'b.json']);
  });

  it.each([
    [
      ['--endpoint', 'localhost:4577'],
      '--endpoint must be a URL such as http://127.0.0.1:4577, got "localhost:4577"',
    ],
    [['--reset', 'now'], '--reset must be a URL'],
    [['--concurrency', '0'], '--concurrency must be a whole number of at least 1, got "0"'],
    [['--patience', 'long'], '--patience must be a whole number of at least 1, got "long"'],
    [['--aws', '--endpoint', 'http://127.0.0.1:1'], '--aws and --endpoint can’t be combined'],
    [['compare'], 'compare needs the JSON files of one run or more'],
    [['comapre'], 'Unknown command "comapre". The only one is compare'],
    [['--endpiont', 'x'], 'endpiont'],
  ])('refuses %j', (args, message) => {
    expect(() => parseOptions(args)).toThrow(message);
  });
});
