import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ActivityTypeQuerySet, Domain, DomainQuerySet, WorkflowTypeQuerySet } from 'rx-swf';
import { LocalSwf } from 'rx-swf/local';
import { lastValueFrom, map, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { seeding } from '../../../../src/cli/local/seed/seeding.js';
import { openSwf } from '../../../harness/openSwf.js';
import { temporaryFolder } from '../../../harness/temporaryFolder.js';

const definitions = fileURLToPath(new URL('../../definitions/media.ts', import.meta.url));

function written(content: unknown): string {
  const file = join(temporaryFolder(), 'seed.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

/** Seeds a service and returns what was done, as texts. */
const seed = (swf: LocalSwf, file: string, home?: string) =>
  lastValueFrom(
    seeding(file, swf.client(), home).pipe(
      map(({ domain, steps, manual }) => ({
        domain,
        steps: steps.map(({ action, model }) => `${action} ${model}`),
        manual,
      })),
      toArray(),
    ),
  );

async function registered(swf: LocalSwf) {
  const client = swf.client();
  const domains = await lastValueFrom(new DomainQuerySet({ client }).all().pipe(toArray()));
  const types = domains.map(async domain => {
    const all = await Promise.all([
      lastValueFrom(new WorkflowTypeQuerySet(domain).all().pipe(toArray())),
      lastValueFrom(new ActivityTypeQuerySet(domain).all().pipe(toArray())),
    ]);
    return [domain.name, all.flat().map(({ name, version }) => `${name}@${version}`)] as const;
  });
  return Object.fromEntries(await Promise.all(types));
}

const film = {
  name: 'Film',
  version: '2',
  taskList: 'decisions',
  childPolicy: 'TERMINATE',
  executionStartToCloseTimeout: 604_800,
  taskStartToCloseTimeout: 30,
};
const encode = {
  name: 'Encode',
  version: '3',
  taskList: 'films',
  heartbeatTimeout: 60,
  startToCloseTimeout: 'NONE',
};
const media = {
  name: 'media',
  description: 'Films',
  retentionPeriod: 7,
  tags: { team: 'video' },
  workflowTypes: [film],
  activityTypes: [encode],
};
const json = { domains: [media, { name: 'press' }] };

describe('seeding with JSON', () => {
  it('registers domains and types with their attributes and defaults', async () => {
    const swf = openSwf();
    expect(await seed(swf, written(json))).toMatchObject([
      {
        domain: 'media',
        steps: [
          "register Domain('media')",
          "register WorkflowType('Film', '2')",
          "register ActivityType('Encode', '3')",
        ],
      },
      { domain: 'press', steps: ["register Domain('press')"] },
    ]);
    const domain = new Domain({ name: 'media', client: swf.client() });
    expect((await lastValueFrom(domain.upstream())).toJSON()).toMatchObject({
      description: 'Films',
      retentionPeriod: 7,
    });
    expect(await lastValueFrom(domain.listTags())).toEqual({ team: 'video' });
    expect((await lastValueFrom(new WorkflowTypeQuerySet(domain).get('Film', '2'))).toJSON()).toMatchObject(
      film,
    );
    expect((await lastValueFrom(new ActivityTypeQuerySet(domain).get('Encode', '3'))).toJSON()).toMatchObject(
      encode,
    );
  });

  it('changes nothing in a service that is seeded already, and tells what differs', async () => {
    const data = temporaryFolder();
    const file = written(json);
    const first = new LocalSwf({ data });
    await seed(first, file);
    await first.close();
    const second = openSwf({ data });
    expect(await seed(second, file)).toEqual([
      { domain: 'media', steps: [], manual: [] },
      { domain: 'press', steps: [], manual: [] },
    ]);
    const changed = written({
      domains: [{ ...media, workflowTypes: [{ ...film, taskStartToCloseTimeout: 10 }] }],
    });
    expect(await seed(second, changed)).toMatchObject([
      { steps: [], manual: [{ advice: expect.stringContaining('give it a new version, for example "3"') }] },
    ]);
  });

  it.each<[content: unknown, message: string]>([
    ['{ "domains": [', 'not valid JSON: '],
    [[], 'the content must be an object, got []'],
    [{}, 'domains must be a list, got nothing'],
    [{ domain: [] }, 'unknown field "domain". Did you mean "domains"?'],
    [{ domains: ['media'] }, 'domains[0] must be an object, got "media"'],
    [{ domains: [{}] }, 'domains[0].name must be a string, got nothing'],
    [
      { domains: [{ name: 'a:b' }] },
      'domains[0].name must be free of ":", "/", "|" and control characters, got "a:b"',
    ],
    [
      { domains: [{ name: 'a', retention: 7 }] },
      'unknown field "retention" of domains[0]. Expected one of: name, description, retentionPeriod,',
    ],
    [
      { domains: [{ name: 'a' }, { name: 'b', retentionPeriod: 91 }] },
      "domains[1].retentionPeriod must be a whole number of days from 0 to 90 or 'NONE', got 91",
    ],
    [{ domains: [{ name: 'a', tags: { team: 7 } }] }, 'domains[0].tags.team must be a string of at most 256'],
    [{ domains: [{ name: 'a', workflowTypes: {} }] }, 'domains[0].workflowTypes must be a list, got {}'],
    [
      { domains: [{ name: 'a', workflowTypes: [film, { ...film, version: 3 }] }] },
      'domains[0].workflowTypes[1].version must be a string, got 3',
    ],
    [
      { domains: [{ name: 'a', workflowTypes: [{ ...film, childPolicy: 'KILL' }] }] },
      'domains[0].workflowTypes[0].childPolicy must be one of TERMINATE, REQUEST_CANCEL, ABANDON, got "KILL"',
    ],
    [
      { domains: [{ name: 'a', activityTypes: [{ ...encode, defaultTaskList: 'films' }] }] },
      'unknown field "defaultTaskList" of domains[0].activityTypes[0]. ',
    ],
    [
      { domains: [{ name: 'a', activityTypes: [{ ...encode, heartbeatTimeout: '60' }] }] },
      'domains[0].activityTypes[0].heartbeatTimeout must be a whole number of seconds from 0 to 31536000 or \'NONE\', got "60"',
    ],
  ])('refuses %j and names the file, the field, the value and what is allowed', async (content, message) => {
    const file = written(content);
    await expect(seed(openSwf(), file)).rejects.toMatchObject({
      name: 'InvalidArgumentError',
      message: expect.stringContaining(`${file}: ${message}`),
    });
  });

  it('refuses a file that cannot be read', async () => {
    await expect(seed(openSwf(), './nowhere.json')).rejects.toThrow('Cannot read ./nowhere.json: ENOENT');
  });
});

describe('seeding with a module of definitions', () => {
  it('registers its domain, its definitions there, and its models where they belong', async () => {
    const swf = openSwf();
    await seed(swf, definitions);
    expect(await registered(swf)).toEqual({
      media: ['Album@1', 'Film@2', 'Encode@3', 'Resize@1'],
      press: ['Publish@1'],
    });
    const [media] = await lastValueFrom(new DomainQuerySet({ client: swf.client() }).all().pipe(toArray()));
    expect(media).toMatchObject({ name: 'media', description: 'Films and images' });
  });

  it('registers its definitions in the domain that it is given', async () => {
    const swf = openSwf();
    await seed(swf, definitions, 'staging');
    expect(await registered(swf)).toEqual({
      media: [],
      press: ['Publish@1'],
      staging: ['Album@1', 'Film@2', 'Encode@3', 'Resize@1'],
    });
  });
});
