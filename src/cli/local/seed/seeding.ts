import { readFileSync } from 'node:fs';
import type { SWFClient } from '@aws-sdk/client-swf';
import { concatMap, defer, from, map, mergeMap, type Observable, take, toArray } from 'rxjs';
import { InvalidArgumentError, messageOf } from '../../../requests/index.js';
import { type DriftStep, drift, type ManualStep } from '../../../streams/index.js';
import { readDefinitions } from '../../definitions/readDefinitions.js';
import { jsonSeed } from './jsonSeed.js';
import { moduleSeed } from './moduleSeed.js';
import type { Seed } from './Seed.js';

/** What seeding has done to a domain. */
export interface Seeded {
  readonly domain: string;
  readonly steps: readonly DriftStep[];
  /** Differences from what was registered before, which SWF can't change. */
  readonly manual: readonly ManualStep[];
}

/**
 * Registers the domains and types of a seed file: JSON, or a module of definitions. What is registered already is left
 * alone, so that a service with stored state can be seeded again.
 *
 * @param home - domain of the definitions of a module
 */
export const seeding = (file: string, client: SWFClient, home: string | undefined): Observable<Seeded> =>
  defer(() => readSeeds(file, client, home)).pipe(
    concatMap(seeds => from(seeds)),
    concatMap(seed => register(seed)),
  );

async function readSeeds(
  file: string,
  client: SWFClient,
  home: string | undefined,
): Promise<readonly Seed[]> {
  if (/\.[cm]?[jt]s$/.test(file)) return moduleSeed(file, await readDefinitions(file), client, home);
  return jsonSeed(file, readText(file), client);
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new InvalidArgumentError(`Cannot read ${file}: ${messageOf(error)}`, { cause: error });
  }
}

const register = ({ domain, types }: Seed): Observable<Seeded> =>
  drift(domain, types).pipe(
    take(1),
    mergeMap(({ plan }) =>
      plan.apply().pipe(
        toArray(),
        map(steps => ({ domain: domain.name, steps, manual: plan.manual })),
      ),
    ),
  );
