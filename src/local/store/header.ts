import type { Region } from '../state/Region.js';
import { type Database, damaged } from './Database.js';
import { DataError } from './DataError.js';
import type { Tally } from './Ledger.js';
import { type Sealed, seal, unseal } from './rows.js';

export const headerKey = 'header';

const version = 1;

/** What is known of all rows together. It is written with each batch of them. */
export interface Header extends Tally {
  readonly version: number;
  readonly region: string;
  readonly account: string;
  readonly seed: string;
  /** The time and the numbers given at the last of the rows, which may be forgotten by now. */
  readonly at: number;
  readonly serial: number;
}

export function sealHeader({ name, account, seed, now, serial }: Region, tally: Tally): Sealed {
  const header: Header = { version, region: name, account, seed, at: now, serial, ...tally };
  return seal(headerKey, header);
}

/** The header of a folder, or undefined if nothing has been written there. Refuses what is not this region's. */
export async function readHeader(
  folder: string,
  database: Database,
  region: Region,
): Promise<Header | undefined> {
  const value = await database.get(headerKey);
  if (value === undefined) return undefined;
  const header = unseal<Header>(headerKey, value)?.content;
  if (header === undefined) throw damaged(folder, 'its header has changed');
  if (header.version !== version) {
    const advice = `this version of rx-swf reads format ${version}: use the version that wrote it`;
    throw new DataError('VERSION', folder, `has format ${header.version}, and ${advice}`);
  }
  const [theirs, ours] = [header, { region: region.name, account: region.account }];
  if (theirs.region !== ours.region || theirs.account !== ours.account) {
    const owner = `belongs to region ${theirs.region} and account ${theirs.account}`;
    const advice = `not ${ours.region} and ${ours.account}: give each a folder of its own`;
    throw new DataError('OTHER_REGION', folder, `${owner}, ${advice}`);
  }
  return header;
}
