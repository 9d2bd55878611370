import { inspect } from 'node:util';
import {
  AlreadyExistsError,
  DeprecatedError,
  DoesNotExistError,
  Domain,
  type DomainOptions,
  InvalidArgumentError,
  LimitExceededError,
} from 'rx-swf';
import type { LocalSwf } from 'rx-swf/local';
import { lastValueFrom, type Observable } from 'rxjs';
import { beforeEach, describe, expect, expectTypeOf, it } from 'vitest';
import { openSwf } from '../harness/openSwf.js';

let swf: LocalSwf;
let media: (options?: Partial<DomainOptions>) => Domain;

beforeEach(() => {
  swf = openSwf();
  const client = swf.client();
  media = options => new Domain({ name: 'media', client, ...options });
});

describe('Domain', () => {
  it('is registered by save, which emits it once', async () => {
    const seen: Domain[] = [];
    await media({ description: 'Pictures', retentionPeriod: 60 })
      .save()
      .forEach(domain => void seen.push(domain));
    expect(seen).toHaveLength(1);
    expect(await lastValueFrom(media().upstream())).toMatchObject({
      name: 'media',
      description: 'Pictures',
      retentionPeriod: 60,
      status: 'REGISTERED',
      arn: 'arn:aws:swf:us-east-1:123456789012:/domain/media',
    });
  });

  it('sends nothing before a subscription, and one request for each', async () => {
    const save$ = media().save();
    expect(await lastValueFrom(media().exists())).toBe(false);
    await lastValueFrom(save$);
    await expect(lastValueFrom(save$)).rejects.toThrow(AlreadyExistsError);
  });

  it('exists even when it is deprecated', async () => {
    expect(await lastValueFrom(media().exists())).toBe(false);
    await lastValueFrom(media().save());
    expect(await lastValueFrom(media().exists())).toBe(true);
    await lastValueFrom(media().deprecate());
    expect(await lastValueFrom(media().exists())).toBe(true);
  });

  it('is deprecated, and registered again by undeprecate, each emitting the new state', async () => {
    const saved = await lastValueFrom(media().save());
    expect((await lastValueFrom(saved.deprecate())).status).toBe('DEPRECATED');
    await expect(lastValueFrom(saved.deprecate())).rejects.toThrow(DeprecatedError);
    expect((await lastValueFrom(saved.undeprecate())).status).toBe('REGISTERED');
    await expect(lastValueFrom(saved.undeprecate())).rejects.toThrow(AlreadyExistsError);
    expect(saved.status).toBe('REGISTERED');
  });

  it('is in sync once saved, though the service has filled in what was unset', async () => {
    const saved = await lastValueFrom(media({ description: 'Pictures' }).save());
    expect(await lastValueFrom(saved.isSynced())).toBe(true);
    expect((await lastValueFrom(saved.changes())).length).toBe(0);
  });

  it('reports each attribute that differs from the remote version', async () => {
    await lastValueFrom(media({ description: 'Pictures', retentionPeriod: 60 }).save());
    await lastValueFrom(media().deprecate());
    const diff = await lastValueFrom(media({ description: 'Films', retentionPeriod: 30 }).changes());
    expect([...diff]).toEqual([
      { attr: 'status', local: 'REGISTERED', upstream: 'DEPRECATED' },
      { attr: 'description', local: 'Films', upstream: 'Pictures' },
      { attr: 'retentionPeriod', local: 30, upstream: 60 },
    ]);
    expect(await lastValueFrom(media().isSynced())).toBe(false);
  });

  it('differs in a description that only the remote version has', async () => {
    await lastValueFrom(media({ description: 'Pictures' }).save());
    expect((await lastValueFrom(media().changes())).attrs).toEqual(['description']);
  });

  it('differs in every attribute that is set, including its name, if there is no remote version', async () => {
    const diff = await lastValueFrom(media().changes());
    expect([...diff]).toEqual([
      { attr: 'name', local: 'media', upstream: undefined },
      { attr: 'status', local: 'REGISTERED', upstream: undefined },
    ]);
    await expect(lastValueFrom(media().upstream())).rejects.toThrow(DoesNotExistError);
  });

  it('is in sync as its upstream version', async () => {
    await lastValueFrom(media().save());
    await lastValueFrom(media().deprecate());
    const upstream = await lastValueFrom(media().upstream());
    expect(upstream.status).toBe('DEPRECATED');
    expect(await lastValueFrom(upstream.isSynced())).toBe(true);
  });

  it('registers its resource tags, and compares them only if it has some', async () => {
    await lastValueFrom(media({ tags: { team: 'pictures' } }).save());
    const differing = await lastValueFrom(media({ tags: { team: 'films' } }).changes());
    expect(differing.get('tags')).toEqual({
      attr: 'tags',
      local: { team: 'films' },
      upstream: { team: 'pictures' },
    });
    expect(await lastValueFrom(media().isSynced())).toBe(true);
  });

  it('is tagged and untagged, and lists its tags', async () => {
    const saved = await lastValueFrom(media({ tags: { team: 'pictures', stage: 'test' } }).save());
    const tagged = await lastValueFrom(saved.tag({ team: 'films', cost: '' }));
    expect(tagged.tags).toEqual({ team: 'films', stage: 'test', cost: '' });
    expect(await lastValueFrom(tagged.isSynced())).toBe(true);
    const untagged = await lastValueFrom(tagged.untag('stage', 'cost', 'other'));
    expect(untagged.tags).toEqual({ team: 'films' });
    expect(await lastValueFrom(media().listTags())).toEqual({ team: 'films' });
    expect((await lastValueFrom(tagged.changes())).attrs).toEqual(['tags']);
  });

  it('keeps unknown tags unknown', async () => {
    const saved = await lastValueFrom(media().save());
    expect((await lastValueFrom(saved.tag({ team: 'films' }))).tags).toBeUndefined();
    expect((await lastValueFrom(saved.untag('other'))).tags).toBeUndefined();
    expect(await lastValueFrom(saved.listTags())).toEqual({ team: 'films' });
  });

  it('describes itself before it is tagged only if it has no ARN', async () => {
    await lastValueFrom(media().save());
    const sent: string[] = [];
    const client = swf.client();
    client.middlewareStack.add(
      (next, { commandName = '' }) =>
        args => {
          sent.push(commandName);
          return next(args);
        },
      { step: 'initialize' },
    );
    await lastValueFrom(media({ client }).tag({ team: 'films' }));
    const described = await lastValueFrom(media({ client }).upstream());
    await lastValueFrom(described.untag('team'));
    expect(sent).toEqual([
      'DescribeDomainCommand',
      'TagResourceCommand',
      'DescribeDomainCommand',
      'UntagResourceCommand',
    ]);
  });

  it('errors when it has too many tags, or does not exist', async () => {
    await expect(lastValueFrom(media().tag({ team: 'films' }))).rejects.toThrow(DoesNotExistError);
    await expect(lastValueFrom(media().untag('team'))).rejects.toThrow(DoesNotExistError);
    await expect(lastValueFrom(media().listTags())).rejects.toThrow(DoesNotExistError);
    const tags = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`k${i}`, '']));
    await lastValueFrom(media({ tags }).save());
    await expect(lastValueFrom(media().tag({ team: 'films' }))).rejects.toThrow(LimitExceededError);
  });

  it('rejects invalid tags and keys', () => {
    expect(() => media().tag({ ['k'.repeat(129)]: '' })).toThrow(InvalidArgumentError);
    expect(() => media().tag('team' as never)).toThrow('tags must be an object');
    expect(() => media().untag('team', '')).toThrow(
      'a key of tagKeys must be a string of 1 to 128 characters',
    );
    expect(() => media().untag(['team'] as never)).toThrow(InvalidArgumentError);
  });

  it('registers an unset retention as 30 days, and does not compare it', async () => {
    const saved = await lastValueFrom(media().save());
    expect(saved.retentionPeriod).toBeUndefined();
    expect(await lastValueFrom(media({ retentionPeriod: 30 }).isSynced())).toBe(true);
    expect(await lastValueFrom(media().isSynced())).toBe(true);
  });

  it('distinguishes a retention of NONE from one of 0 days', async () => {
    await lastValueFrom(media({ retentionPeriod: 'NONE' }).save());
    expect((await lastValueFrom(media().upstream())).retentionPeriod).toBe('NONE');
    expect(
      (await lastValueFrom(media({ retentionPeriod: 0 }).changes())).get('retentionPeriod'),
    ).toMatchObject({ local: 0, upstream: 'NONE' });
  });

  it('is deeply immutable', () => {
    const domain = media({ tags: { team: 'pictures' } });
    expect(() => Object.assign(domain, { name: 'other' })).toThrow(TypeError);
    expect(() => Object.assign(domain.tags ?? {}, { team: 'films' })).toThrow(TypeError);
  });

  it.each<[string, object]>([
    ['name', { name: '' }],
    ['name', { name: 'x'.repeat(257) }],
    ['name', { name: 'a:b' }],
    ['name', { name: 'a/b' }],
    ['name', { name: 'a|b' }],
    ['name', { name: 'a\u0007b' }],
    ['name', { name: 'arn' }],
    ['name', { name: ' media' }],
    ['name', { name: undefined }],
    ['description', { description: 'x'.repeat(1025) }],
    ['retentionPeriod', { retentionPeriod: 91 }],
    ['retentionPeriod', { retentionPeriod: -1 }],
    ['retentionPeriod', { retentionPeriod: 1.5 }],
    ['retentionPeriod', { retentionPeriod: '30' }],
    ['status', { status: 'DELETED' }],
    ['tags', { tags: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`k${i}`, ''])) }],
    ['tags', { tags: { ['k'.repeat(129)]: '' } }],
    ['tags', { tags: 'team' }],
    ['tags', { tags: [{ key: 'team', value: 'films' }] }],
    ['tags.team', { tags: { team: 'x'.repeat(257) } }],
  ])('rejects an invalid %s: %j', (field, options) => {
    const make = () => media(options as Partial<DomainOptions>);
    expect(make).toThrow(InvalidArgumentError);
    expect(make).toThrow(field);
  });

  it('is shown in a short form without its client', () => {
    const domain = media({ description: 'Pictures' });
    expect(`${domain}`).toBe("Domain('media')");
    expect(JSON.parse(JSON.stringify(domain))).toEqual({
      name: 'media',
      description: 'Pictures',
      status: 'REGISTERED',
    });
    expect(inspect(domain)).toBe("Domain { name: 'media', description: 'Pictures', status: 'REGISTERED' }");
  });

  it('has typed one-shot operations', () => {
    expectTypeOf(media().exists()).toEqualTypeOf<Observable<boolean>>();
    expectTypeOf(media().save()).toEqualTypeOf<Observable<Domain>>();
  });
});
