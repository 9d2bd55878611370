import {
  paginateListWorkflowTypes,
  RegisterDomainCommand,
  RegisterWorkflowTypeCommand,
  type SWFClient,
  type WorkflowTypeInfo,
} from '@aws-sdk/client-swf';
import { Domain, type WorkflowType, WorkflowTypeQuerySet } from 'rx-swf';
import { lastValueFrom, reduce, tap } from 'rxjs';
import { compare, memoryOf, turnOf, type Walk } from './measure.js';
import { megabytes, printFigures, printTable } from './report.js';
import { type Transport, transports } from './transports.js';

const pageSize = 1000;

/** A walk through all types of a domain, which resolves to their number. */
type Listing = (client: SWFClient, domain: string, onItem?: () => void) => Promise<number>;

const listings: Readonly<Record<string, Listing>> = {
  'SDK paginator': async (client, domain, onItem) => {
    let count = 0;
    for await (const { typeInfos = [] } of paginateListWorkflowTypes(
      { client },
      { domain, registrationStatus: 'REGISTERED' },
    )) {
      for (const info of typeInfos) {
        count += use(info.workflowType?.name, info.status);
        onItem?.();
      }
    }
    return count;
  },

  // A program that maps the SDK's half-optional values to its own.
  'SDK paginator, mapped': async (client, domain, onItem) => {
    let count = 0;
    for await (const { typeInfos = [] } of paginateListWorkflowTypes(
      { client },
      { domain, registrationStatus: 'REGISTERED' },
    )) {
      for (const { name, status } of typeInfos.map(toPlain)) {
        count += use(name, status);
        onItem?.();
      }
    }
    return count;
  },

  'rx-swf, subscribe': (client, domain, onItem) =>
    lastValueFrom(
      all(client, domain).pipe(
        tap(() => onItem?.()),
        reduce((count, { name, status }) => count + use(name, status), 0),
      ),
    ),

  'rx-swf, for await': async (client, domain, onItem) => {
    let count = 0;
    for await (const { name, status } of all(client, domain)) {
      count += use(name, status);
      onItem?.();
    }
    return count;
  },
};

function all(client: SWFClient, domain: string) {
  return new WorkflowTypeQuerySet(new Domain({ name: domain, client })).all();
}

function use(name: string | undefined, status: string | undefined): number {
  return name !== undefined && status === 'REGISTERED' ? 1 : 0;
}

function toPlain(info: WorkflowTypeInfo): Pick<WorkflowType, 'name' | 'version' | 'status' | 'creationDate'> {
  const { name, version } = info.workflowType ?? {};
  const { status, creationDate } = info;
  if (name === undefined || version === undefined || status === undefined) throw new Error('incomplete');
  return { name, version, status, creationDate };
}

async function register(client: SWFClient, domain: string, types: number): Promise<void> {
  await client.send(
    new RegisterDomainCommand({ name: domain, workflowExecutionRetentionPeriodInDays: 'NONE' }),
  );
  const names = Array.from({ length: types }, (_, i) => `Type-${String(i).padStart(7, '0')}`).values();
  const registerNames = async () => {
    for (const name of names) {
      await client.send(new RegisterWorkflowTypeCommand({ domain, name, version: '1', description: name }));
    }
  };
  await Promise.all(Array.from({ length: 16 }, registerNames));
}

/** Measures items per second and memory of each way to list. */
export async function benchListing(transport: Transport, types: number, rounds: number): Promise<void> {
  const { client, close } = await transports[transport]();
  const few = types / 10;
  await register(client, 'many', types);
  await register(client, 'few', few);

  const contenders = Object.entries(listings).map(([name, list]) => ({
    name,
    run: () =>
      turnOf(async () => {
        const count = await list(client, 'many');
        if (count !== types) throw new Error(`${name} listed ${count} of ${types}`);
        return count;
      }),
  }));
  printFigures(
    `Listing ${types} workflow types ${transport}, ${pageSize} a page, ${rounds} rounds`,
    'items',
    await compare(contenders, rounds),
  );

  const rows: string[][] = [];
  for (const [name, list] of Object.entries(listings)) {
    const small = await memoryOf(byPages(onItem => list(client, 'few', onItem)));
    const large = await memoryOf(byPages(onItem => list(client, 'many', onItem)));
    rows.push([name, ...[small.live, large.live, small.peak, large.peak].map(megabytes)]);
  }
  printTable(
    `Heap of listing ${transport}, above the baseline: live (just after garbage collection) and peak`,
    ['', `live, ${few}`, `live, ${types}`, `peak, ${few}`, `peak, ${types}`],
    rows,
  );
  await close();
}

/** Samples in the middle of each page, while the page is in memory. */
function byPages(walk: (onItem: () => void) => Promise<unknown>): Walk {
  return onPage => {
    let items = 0;
    return walk(() => {
      items += 1;
      if (items % pageSize === pageSize / 2) onPage();
    });
  };
}
