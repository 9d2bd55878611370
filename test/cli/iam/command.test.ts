import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rxSwf } from '../../harness/cli/rxSwf.js';
import { temporaryFolder } from '../../harness/temporaryFolder.js';

/** A module in the form of definitions, for a folder in which the package isn't installed. */
const code = `
const type = () => undefined;
export const film = { name: 'Film', version: '2', options: { taskList: 'decisions' }, type, start: type };
export const encode = { name: 'Encode', version: '3', options: {}, type, with: type };
`;

function moduleFile(): string {
  const file = join(temporaryFolder(), 'workflows.mjs');
  writeFileSync(file, code);
  return file;
}

describe('rx-swf iam', () => {
  it('prints the policy of a role', async () => {
    const args = [
      '--role',
      'worker',
      '--domain',
      'media',
      '--region',
      'eu-west-1',
      '--account',
      '111122223333',
    ];
    const { out, error, code } = await rxSwf([
      'iam',
      moduleFile(),
      ...args,
      '--task-list',
      'films',
      '--register',
    ]);
    expect([code, error]).toEqual([0, '']);
    const { Statement } = JSON.parse(out);
    expect(Statement.map(({ Sid }: { Sid: string }) => Sid)).toEqual([
      'PollTaskLists',
      'AnswerTasks',
      'ReadTimeouts',
      'RegisterTypes',
    ]);
    expect(Statement[0]).toMatchObject({
      Resource: 'arn:aws:swf:eu-west-1:111122223333:/domain/media',
      Condition: { StringEquals: { 'swf:taskList.name': ['films'] } },
    });
  });

  it.each([
    [['./nowhere.js', '--role', 'worker', '--domain', 'a'], 'error: There is no file ./nowhere.js.'],
    [['./nowhere.js', '--domain', 'a'], "error: required option '--role <role>' not specified"],
    [['--role', 'worker', '--domain', 'a', '--account', '12'], 'Expected an AWS account ID of 12 digits.'],
    [['--role', 'operator'], 'error: No domain is set.'],
  ])('refuses %j', async (args, message) => {
    const { out, error, code } = await rxSwf(['iam', ...args]);
    expect([code, out]).toEqual([2, '']);
    expect(error).toContain(message);
  });
});
