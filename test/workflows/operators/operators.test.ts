import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Form } from './Case.js';
import { type CaseResult, type CaseRun, CaseRunner, modes } from './CaseRunner.js';
import { all } from './cases/all.js';
import { virtually } from './virtually.js';

const runs = [...all].flatMap(([id, { forms }]) =>
  forms.map(form => ({ id, form, played: modes.map((mode): CaseRun => ({ id, form, mode })) })),
);

/** All cases are played at once, so the first test takes as long as all of them. */
const patience = 120_000;

const title = ({ id, form }: { readonly id: string; readonly form: Form }) =>
  form === 'passed' ? id : `${id}, host`;

describe('an operator emits the same on virtual time, in a workflow that is kept, and in one that is replayed', () => {
  let runner: CaseRunner;
  let results: ReadonlyMap<CaseRun, Promise<CaseResult>>;

  beforeAll(async () => {
    runner = await CaseRunner.open(id => all.get(id) ?? raise(id));
    results = await runner.start(runs.flatMap(({ played }) => played));
  }, patience);
  afterAll(() => runner.close());

  it.each(runs.map(play => [title(play), play] as const))(
    '%s',
    async (_title, { id, played }) => {
      const expected = virtually(all.get(id) ?? raise(id));
      const [sticky, replayed] = await Promise.all(played.map(play => results.get(play)));
      expect({ sticky: sticky?.lines, replayed: replayed?.lines }).toEqual({
        sticky: expected,
        replayed: expected,
      });
      // The function is called once for a kept run, and for each decision of a replayed one.
      expect([sticky?.calls, replayed?.calls]).toEqual([1, replayed?.decisions]);
      expect(sticky?.decisions).toBe(replayed?.decisions);
    },
    patience,
  );
});

function raise(id: string): never {
  throw new Error(`There is no case '${id}'`);
}
