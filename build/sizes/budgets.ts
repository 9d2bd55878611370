import { measureSize } from './measureSize.js';

/** Upper bound of what a program may load. */
export interface Budget {
  readonly name: string;
  readonly program: string;
  /** Program whose size is subtracted: what its user loads anyway. */
  readonly over?: string;
  /** Packages that are not counted. */
  readonly without?: readonly string[];
  /** Largest size in bytes, gzipped. */
  readonly limit: number;
}

const sdk = `
  import { DescribeDomainCommand, SWFClient } from '@aws-sdk/client-swf';
  new SWFClient({ region: 'us-east-1' }).send(new DescribeDomainCommand({ name: 'media' })).then(console.log);`;

const watch = `
  import { SWFClient } from '@aws-sdk/client-swf';
  import { Domain } from 'rx-swf';
  const client = new SWFClient({ region: 'us-east-1' });
  new Domain({ name: 'media', client }).changes$.subscribe(console.log);`;

/** Returns a program that keeps every export of an entry. */
const allOf = (entry: string) => `import * as all from '${entry}'; console.log(all);`;

/**
 * The budgets of the package, a few percent above what it takes today. A limit is lowered with the size, and raised
 * only for a reason that its commit gives.
 */
export const budgets: readonly Budget[] = [
  { name: 'watching a domain, over `client-swf`', program: watch, over: sdk, limit: 32_500 },
  {
    name: 'the same, without `rxjs`',
    program: watch,
    over: sdk,
    without: ['rxjs', 'rxjs/*'],
    limit: 24_500,
  },
  { name: 'all of `rx-swf`, over `client-swf`', program: allOf('rx-swf'), over: sdk, limit: 84_000 },
  {
    name: 'workers of durable workflows, over `client-swf`',
    program: `
      import { activityWorker, workflow, workflowWorker } from 'rx-swf/workflows';
      console.log(activityWorker, workflow, workflowWorker);`,
    over: sdk,
    limit: 109_000,
  },
  {
    name: 'all of `rx-swf/workflows`, over `client-swf`',
    program: allOf('rx-swf/workflows'),
    over: sdk,
    limit: 111_500,
  },
  {
    name: 'all of `rx-swf/contracts`, over `client-swf`',
    program: allOf('rx-swf/contracts'),
    over: sdk,
    limit: 67_000,
  },
  {
    name: 'all of `rx-swf/local`, over `client-swf`',
    program: allOf('rx-swf/local'),
    over: sdk,
    limit: 40_000,
  },
  {
    name: 'all of `rx-swf/testing`, over `client-swf`',
    program: allOf('rx-swf/testing'),
    over: sdk,
    limit: 159_000,
  },
  { name: 'all of `rx-swf/why`, over `client-swf`', program: allOf('rx-swf/why'), over: sdk, limit: 72_000 },
  {
    name: '`timelineOf` of `rx-swf/timeline`',
    program: "import { timelineOf } from 'rx-swf/timeline'; console.log(timelineOf);",
    limit: 15_600,
  },
  {
    name: 'all of `rx-swf/timeline`',
    program: allOf('rx-swf/timeline'),
    limit: 26_500,
  },
  {
    name: '`rx-swf/remote`, without `rxjs`',
    program: allOf('rx-swf/remote'),
    without: ['rxjs', 'rxjs/*'],
    limit: 6_000,
  },
];

/** Resolves to the size that counts against a budget, in bytes. */
export async function spentOn({ program, over, without = [] }: Budget, folder: string): Promise<number> {
  const [all, base] = await Promise.all(
    [program, over].map(text => (text === undefined ? 0 : measureSize(text, { folder, without }))),
  );
  return (all ?? 0) - (base ?? 0);
}
