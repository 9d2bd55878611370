import { jsonConverter } from 'rx-swf';
import { HistoryBuilder } from 'rx-swf/testing';
import { workflow } from 'rx-swf/workflows';
import { timer } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { firstSemantics } from '../../../src/workflows/commands/Semantics.js';
import { Run } from '../../../src/workflows/replay/Run.js';
import { RunCache } from '../../../src/workflows/worker/RunCache.js';

const waiting = workflow({ name: 'Waiting', version: '1' }, () => timer(60_000));

/** A run after its first decision, with a timer and queued signals. */
function runWith(signals: number): Run {
  const builder = new HistoryBuilder().start({ workflowType: { name: 'Waiting', version: '1' } });
  for (let n = 0; n < signals; n += 1) builder.signal('ping');
  const run = new Run({
    workflow: waiting,
    domain: 'media',
    execution: { workflowId: 'w', runId: 'r' },
    converter: jsonConverter,
    semantics: firstSemantics,
    globals: 'durable',
    watchPromises: false,
  });
  run.decide(builder.decisionTaskStarted().build());
  return run;
}

const kept = (runs: RunCache, ...ids: string[]) => ids.filter(id => runs.take(id) !== undefined);

describe('RunCache', () => {
  it('weighs a run as one, plus one for each open command and waiting signal', () => {
    expect(runWith(0).weight).toBe(2);
    expect(runWith(5).weight).toBe(7);
  });

  it('hands a run out for a decision, and takes it back after it', () => {
    const runs = new RunCache();
    const run = runWith(0);
    runs.keep('a', run);
    expect(runs.take('a')).toBe(run);
    expect(runs.take('a')).toBeUndefined();
    runs.keep('a', run);
    runs.keep('a', run);
    expect(runs.size).toBe(1);
  });

  it('evicts the least recently decided run beyond the maximum number', () => {
    const runs = new RunCache({ executions: 2 });
    for (const id of ['a', 'b']) runs.keep(id, runWith(0));
    runs.keep('a', runWith(0));
    runs.keep('c', runWith(0));
    expect(kept(runs, 'a', 'b', 'c')).toEqual(['a', 'c']);
  });

  it('limits the total weight', () => {
    const runs = new RunCache({ weight: 10 });
    runs.keep('a', runWith(2));
    runs.keep('b', runWith(2));
    expect(runs.size).toBe(2);
    runs.keep('c', runWith(3));
    expect(kept(runs, 'a', 'b', 'c')).toEqual(['b', 'c']);
    runs.keep('d', runWith(8));
    expect(runs.size).toBe(1);
  });

  it('evicts nothing for a run that exceeds the limit by itself', () => {
    const runs = new RunCache({ weight: 10 });
    for (const id of ['a', 'b']) runs.keep(id, runWith(0));
    runs.keep('a', runWith(9));
    expect(kept(runs, 'a', 'b')).toEqual(['b']);
  });

  it('keeps no runs with sticky: false', () => {
    const runs = new RunCache(false);
    runs.keep('a', runWith(0));
    expect(runs.size).toBe(0);
  });

  it.each([
    [{ executions: 0 }, 'sticky.executions'],
    [{ weight: 0.5 }, 'sticky.weight'],
  ])('are not bounded by %j', (options, field) => {
    expect(() => new RunCache(options)).toThrow(field);
  });
});
