import { ActivityType, Domain, type ModelDiff } from 'rx-swf';
import { LocalSwf } from 'rx-swf/local';
import { activityWorker, type DurableExecution, register, workflowWorker } from 'rx-swf/workflows';
import {
  combineLatest,
  concat,
  defer,
  finalize,
  ignoreElements,
  map,
  merge,
  type Observable,
  of,
} from 'rxjs';
import { album, resize } from '../server/workflows.js';

/** A model of the code, and how SWF differs from it. */
export interface Compared {
  readonly name: string;
  readonly diff: ModelDiff;
}

/** An SWF in this page, with workers of its own. */
export interface Sandbox {
  /** Compares the domain and a type with the code, each second. */
  readonly compared$: Observable<readonly Compared[]>;
  /** Deprecates the type, as another program might. */
  deprecate(): Observable<unknown>;
  undeprecate(): Observable<unknown>;
  /** Starts an album, which runs in this page. */
  startAlbum(): Observable<DurableExecution<unknown>>;
}

/** Starts an SWF in this page, and emits it once its types are registered. It ends with the subscription. */
export const sandbox$: Observable<Sandbox> = defer(() => {
  const swf = new LocalSwf();
  const domain = new Domain({ name: 'sandbox', retentionPeriod: 1, client: swf.client() });
  const watermark = new ActivityType({ domain, name: 'Watermark', version: '1', startToCloseTimeout: 60 });
  const models = [domain, watermark];
  const sandbox: Sandbox = {
    // `changes$` compares every 30 seconds, which is enough for an SWF over the network.
    compared$: combineLatest(
      models.map(model => model.watch({ interval: 1_000 }).pipe(map(diff => ({ name: `${model}`, diff })))),
    ),
    deprecate: () => watermark.deprecate(),
    undeprecate: () => watermark.undeprecate(),
    startAlbum: () => album.start(domain, ['a.png', 'b.png', 'c.png']),
  };
  const workers = merge(
    workflowWorker(domain, 'albums', [album]),
    activityWorker(domain, 'albums', [resize.with(file => `/thumbnails/${file}`)]),
  );
  return concat(
    concat(domain.save(), watermark.save(), register(domain, 'albums', [album, resize])).pipe(
      ignoreElements(),
    ),
    merge(of(sandbox), workers.pipe(ignoreElements())),
  ).pipe(finalize(() => void swf.close()));
});
