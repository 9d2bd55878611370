import { describe, expect, it } from 'vitest';
import { completionOf } from '../../../src/cli/complete/completionOf.js';
import { program } from '../../../src/cli/program.js';

const complete = (...words: string[]) => completionOf(program(), words);

/** The words that can stand at the end. */
function wordsAfter(...words: string[]): readonly string[] {
  const completion = complete(...words);
  return completion.kind === 'words' ? completion.candidates.map(({ word }) => word) : [completion.kind];
}

describe('completionOf()', () => {
  it('completes commands, but not those that are hidden', () => {
    expect(wordsAfter('')).toEqual(expect.arrayContaining(['list', 'count', 'doctor', 'completion', 'help']));
    expect(wordsAfter('')).not.toContain('complete');
    expect(wordsAfter('lo')).toEqual(['local']);
    expect(wordsAfter('deprecate', '')).toEqual(expect.arrayContaining(['domain', 'workflow', 'activity']));
    expect(wordsAfter('unknown', '')).toEqual(['nothing']);
    expect(wordsAfter('help', 'lo')).toEqual(['local']);
  });

  it('describes what it completes', () => {
    expect(complete('doct')).toMatchObject({
      candidates: [{ word: 'doctor', description: expect.stringMatching(/^Examine settings/) }],
    });
  });

  it('completes options, of the command where the cursor is', () => {
    expect(wordsAfter('list', '--o')).toEqual(['--open', '--output']);
    expect(wordsAfter('ls', '--o')).toEqual(['--open', '--output']);
    expect(wordsAfter('list', '--limit', '5', '--sor')).toEqual(['--sort']);
    expect(wordsAfter('--vers')).toEqual(['--version']);
    expect(wordsAfter('deprecate', 'domain', '--u')).toEqual(['--undo']);
    expect(wordsAfter('list', '--hel')).toEqual(['--help']);
  });

  it('completes the choices of an option and of an argument', () => {
    expect(wordsAfter('list', '--output', '')).toEqual(['table', 'wide', 'json', 'ndjson']);
    expect(wordsAfter('list', '-o', 'nd')).toEqual(['ndjson']);
    expect(wordsAfter('list', '--output=j')).toEqual(['--output=json']);
    expect(wordsAfter('iam', './workflows.js', '--role', 'd')).toEqual(['decider']);
    expect(wordsAfter('completion', '')).toEqual(['bash', 'zsh', 'fish']);
    expect(wordsAfter('history', 'order-1', '--type', 'Ti')).toEqual(['Timer']);
  });

  it.each<[string[], string]>([
    [['why', ''], 'executions'],
    [['timeline', ''], 'executions'],
    [['signal', ''], 'executions'],
    [['terminate', 'order-'], 'executions'],
    [['list', '--workflow-id', ''], 'executions'],
    [['start', ''], 'workflowTypes'],
    [['list', '--type', ''], 'workflowTypes'],
    [['list', '--domain', ''], 'domains'],
    [['local', '--seed-domain', ''], 'domains'],
    [['deprecate', 'domain', ''], 'domains'],
    [['deprecate', 'workflow', ''], 'workflowTypes'],
    [['deprecate', 'activity', ''], 'activityTypes'],
    [['alarms', '--task-list', ''], 'taskLists'],
    [['list', '--profile', ''], 'profiles'],
  ])('asks for what the service or the machine knows: %j', (words, source) => {
    expect(complete(...words)).toEqual({ kind: 'source', source, prefix: '', connection: {} });
  });

  it('asks the service that the options before the cursor name', () => {
    const words = [
      'list',
      '--profile',
      'prod',
      '--region=eu-west-1',
      '--endpoint',
      'http://a',
      '--domain',
      'media',
    ];
    expect(complete(...words, '--type=Ord')).toEqual({
      kind: 'source',
      source: 'workflowTypes',
      prefix: '--type=',
      connection: { profile: 'prod', region: 'eu-west-1', endpoint: 'http://a', domain: 'media' },
    });
  });

  it('leaves files to the shell, and knows nothing of free text', () => {
    expect(wordsAfter('doctor', './')).toEqual(['files']);
    expect(wordsAfter('local', '--seed', '')).toEqual(['files']);
    expect(wordsAfter('list', '--limit', '')).toEqual(['nothing']);
    expect(wordsAfter('why', 'order-7', '')).toEqual(['nothing']);
    expect(wordsAfter('why', '--', '--')).toEqual(['source']);
    expect(wordsAfter('list', '--nonsense', '')).toEqual(['nothing']);
    expect(wordsAfter('list', '--nonsense=')).toEqual(['nothing']);
  });
});
