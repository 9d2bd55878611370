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
import { type Group, megabytes, printGroups, printTable } from './report.js';
import { transports } from './transports.js';

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

/** Measures items per second, and the CPU time, allocations and memory of each way to list. */
export async function benchListing(types: number, rounds: number): Promise<void> {
  const few = types / 10;
  const groups: Group[] = [];
  const heaps: string[][] = [];
  for (const [transport, open] of Object.entries(transports)) {
    const { client, plainClient, close } = await open();
    await register(client, 'many', types);
    await register(client, 'few', few);
    const contenders = Object.entries(listings).map(([name, list]) => ({
      name,
      run: () =>
        turnOf(async () => {
          const count = await list(plainClient, 'many');
          if (count !== types) throw new Error(`${name} listed ${count} of ${types}`);
          return count;
        }),
    }));
    groups.push([transport, await compare(contenders, rounds)]);
    for (const [name, list] of Object.entries(listings)) {
      const small = await memoryOf(byPages(onItem => list(plainClient, 'few', onItem)));
      const large = await memoryOf(byPages(onItem => list(plainClient, 'many', onItem)));
      const figures = [small.live, large.live, small.peak, large.peak].map(megabytes);
      heaps.push([`${transport}, ${name}`, ...figures]);
    }
    await close();
  }
  printGroups(`Listing ${types} workflow types, ${pageSize} a page, ${rounds} rounds`, 'items', groups);
  printTable(
    'Heap of listing, above the baseline: live (just after garbage collection) and peak',
    ['', `live, ${few}`, `live, ${types}`, `peak, ${few}`, `peak, ${types}`],
    heaps,
  );
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
