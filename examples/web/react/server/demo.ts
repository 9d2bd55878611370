import { ActivityFailure, ActivityType, Domain } from 'rx-swf';
import { LocalSwf } from 'rx-swf/local';
import { activityWorker, register, workflowWorker } from 'rx-swf/workflows';
import {
  catchError,
  concatMap,
  delay,
  EMPTY,
  filter,
  ignoreElements,
  lastValueFrom,
  type MonoTypeOperatorFunction,
  merge,
  mergeMap,
  type Observable,
  timer,
} from 'rxjs';
import { album, resize, thumbnails, watermark } from './workflows.js';

/**
 * Starts an SWF in this process and a little life in it: workers, people who start and publish albums, and a colleague
 * who deprecates a type now and then. Other programs reach it at the address that is printed.
 */
export async function startDemo(name: string): Promise<LocalSwf> {
  const swf = new LocalSwf();
  const domain = await lastValueFrom(new Domain({ name, client: swf.client() }).save());
  await lastValueFrom(register(domain, 'albums', [album, thumbnails, resize, watermark]));
  merge(
    workflowWorker(domain, 'albums', [album, thumbnails]),
    activityWorker(domain, 'albums', [resize.with(resizeFile)], { concurrency: 10 }),
    people(domain),
    colleague(new ActivityType({ domain, name: watermark.name, version: watermark.version })),
  ).subscribe();
  const { url } = await swf.listen();
  console.log(`The SWF of the demo: npx rx-swf list --endpoint ${url} --region us-east-1 --domain ${name}`);
  return swf;
}

async function resizeFile(file: string): Promise<string> {
  await lastValueFrom(timer(300 + 1_500 * Math.random()));
  if (file === 'broken.psd') throw new ActivityFailure('CorruptFile', { file });
  return `/thumbnails/${file}`;
}

/** Starts an album every five seconds, and publishes two of three after half a minute. */
function people(domain: Domain): Observable<never> {
  const albums$ = timer(0, 5_000).pipe(
    concatMap(n =>
      album
        .start(domain, [...filesOf(n), ...(n % 5 === 3 ? ['broken.psd'] : [])], {
          workflowId: `album-${n + 1}`,
          executionStartToCloseTimeout: 600,
        })
        .pipe(ifPossible()),
    ),
    filter((_, index) => index % 3 !== 0),
    delay(30_000),
    mergeMap(execution => execution.signal('publish').pipe(ifPossible())),
  );
  const folders$ = timer(3_000, 20_000).pipe(
    concatMap(n =>
      thumbnails.start(domain, filesOf(n), { workflowId: `folder-${n + 1}` }).pipe(ifPossible()),
    ),
  );
  return merge(albums$, folders$).pipe(ignoreElements());
}

/** Leaves it if the type is deprecated meanwhile, or the execution has ended. */
const ifPossible = <T>(): MonoTypeOperatorFunction<T> => catchError(() => EMPTY);

const filesOf = (n: number) => Array.from({ length: 2 + (n % 5) }, (_, index) => `IMG_${n * 10 + index}.jpg`);

/** Deprecates a type, and takes it back, every 30 seconds. */
const colleague = (type: ActivityType): Observable<never> =>
  timer(15_000, 30_000).pipe(
    concatMap(n => (n % 2 === 0 ? type.deprecate() : type.undeprecate()).pipe(ifPossible())),
    ignoreElements(),
  );
