import { LocalSwf } from 'rx-swf/local';
import { lastValueFrom, toArray } from 'rxjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { chapters } from '../../conformance/checks/index.js';
import { openTarget } from '../../conformance/openTarget.js';
import type { Result } from '../../conformance/Result.js';
import { runChecks } from '../../conformance/runChecks.js';
import { sdkOperations } from '../local/coverage/sdk.js';

const checks = chapters.flatMap(chapter =>
  chapter.checks.map(check => ({ chapter: chapter.name, ...check })),
);

it('the checks include the plain use of each operation that the SDK has, once', () => {
  const operations = checks.flatMap(({ operation }) => operation ?? []);
  expect(operations.toSorted()).toEqual(sdkOperations.toSorted());
});

it('no two checks of a chapter have the same title', () => {
  const titles = checks.map(({ chapter, title }) => `${chapter}: ${title}`);
  expect(new Set(titles).size).toBe(titles.length);
});

describe('the embedded SWF over HTTP', () => {
  let results: readonly Result[];

  beforeAll(async () => {
    // The timeouts of the checks are of 1 or 2 seconds, which really pass: a foreign service has no other clock.
    const swf = new LocalSwf({ longPoll: 5_000 });
    const { url: endpoint } = await swf.listen();
    const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
    const config = { endpoint, region: 'us-east-1', credentials };
    const target = openTarget(config, { domain: 'conformance', patience: 30_000 });
    const options = { concurrency: 24, deadline: 60_000 };
    results = await lastValueFrom(runChecks(target, chapters, options).pipe(toArray()));
    target.close();
    await swf.close();
  }, 90_000);

  it.each(checks.map(({ chapter, title }) => [chapter, title]))('%s › %s', (chapter, title) => {
    const found = results.find(result => result.chapter === chapter && result.title === title);
    expect(found).toMatchObject({ outcome: 'pass' });
  });
});
