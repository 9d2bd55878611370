import * as swf from 'rx-swf';
import { remote } from 'rx-swf/remote';
import * as workflows from 'rx-swf/workflows';
import { activity, activityWorker, workflow, workflowWorker } from 'rx-swf/workflows';
import { firstValueFrom, lastValueFrom, merge, Observable, of, take, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { runWorkflow } from '../src/testing/index.js';
import { DomainHarness, resize } from './harness/DomainHarness.js';
import { intercept } from './harness/intercept.js';

const id = { name: 'Resize', version: '1' };

/** The names of the members of an object, inherited ones included, that end with a `$`. */
function liveMembers(object: object): string[] {
  const names: string[] = [];
  for (let one = object; one !== null && one !== Object.prototype; one = Object.getPrototypeOf(one))
    names.push(...Object.getOwnPropertyNames(one).filter(name => name.endsWith('$')));
  return [...new Set(names)];
}

const read = (object: object, name: string): unknown => Reflect.get(object, name);

const isLiveClass = (one: unknown): one is new (...args: never[]) => object =>
  typeof one === 'function' && one.prototype !== undefined && liveMembers(one.prototype).length > 0;

/** One object of each kind that has such members. */
async function objects(): Promise<object[]> {
  const harness = await DomainHarness.open();
  const { domain } = harness;
  const execution = await harness.resizing('a.png');
  const album = workflow(id, () => of(1));
  const worker = new swf.ActivityWorker(domain, 'thumbnails');
  const task = await firstValueFrom(worker);
  await lastValueFrom(execution.signal('again'));
  const decider = new swf.Decider(domain, 'decisions');
  const handle = album.execution(domain, { workflowId: execution.workflowId, runId: execution.runId });
  return [
    domain,
    harness.type,
    harness.activityType(resize),
    execution,
    handle,
    worker,
    task,
    decider,
    await firstValueFrom(decider),
    new swf.DomainQuerySet({ client: harness.client }).all(),
    activityWorker(domain, 'activities', [activity<string, string>(id).with(file => file)]),
    workflowWorker(domain, 'decisions', [album]),
  ];
}

describe('a member whose name ends with $', () => {
  it('is the same Observable at every read, whatever it is a member of', async () => {
    const all = await objects();
    for (const object of all) {
      const names = liveMembers(object);
      expect(names, `${object}`).not.toEqual([]);
      for (const name of names) expect(read(object, name), `${object}.${name}`).toBe(read(object, name));
    }
    const classes = Object.values<unknown>({ ...swf, ...workflows }).filter(isLiveClass);
    expect(classes.length).toBeGreaterThan(5);
    for (const one of classes)
      expect(
        all.some(object => object instanceof one),
        one.name,
      ).toBe(true);
  });

  it('is the same Observable at every read in a remote, and asks for nothing before it is subscribed to', () => {
    let asked = 0;
    const media = remote('https://swf.example.com/v1', {
      fetch: async () => {
        asked += 1;
        return new Response();
      },
    });
    for (const object of [media, media.executions(), media.execution('album-7')]) {
      const names = liveMembers(object);
      expect(names.length).toBeGreaterThan(1);
      for (const name of names) {
        expect(read(object, name), name).toBeInstanceOf(Observable);
        expect(read(object, name), name).toBe(read(object, name));
      }
    }
    expect(asked).toBe(0);
  });

  it('can be iterated with for await', async () => {
    for (const object of await objects())
      for (const name of liveMembers(object))
        expect(read(object, name), `${object}.${name}`).toBeInstanceOf(swf.Stream);
  });

  it('is the same in a workflow, and so is all that waits there without being called', async () => {
    const same = workflow(id, (_: undefined, context) => {
      const names = [...liveMembers(context), 'signals'];
      const [once, again] = [names.map(name => read(context, name)), names.map(name => read(context, name))];
      return of(names.length > 1 && once.every((member, i) => member === again[i]));
    });
    expect((await runWorkflow(same, undefined)).result).toBe(true);
  });

  it('asks once for all who subscribe at the same time, and for none of its reads', async () => {
    const { domain } = await DomainHarness.open();
    let asked = 0;
    intercept(domain.client, /./, ({ send }) => {
      asked += 1;
      return send();
    });
    for (let i = 0; i < 100; i += 1) void domain.changes$;
    expect(asked).toBe(0);
    const first$: Observable<swf.ModelDiff> = domain.changes$.pipe(take(1));
    await firstValueFrom(merge(first$, first$).pipe(toArray()));
    expect(asked).toBe(1);
    await firstValueFrom(first$);
    expect(asked).toBe(2);
  });
});
