import type { Region } from '../state/Region.js';
import { type Database, damaged } from './Database.js';
import { DataFolderError } from './DataFolderError.js';
import type { Keys } from './keys.js';
import type { Totals } from './RowIndex.js';
import { type Sealed, seal, unseal } from './rows.js';

const version = 3;
/**
 * Formats that can be read. Format 1 has no rows of closed executions, format 2 none of events and tasks from
 * elsewhere; otherwise they are the same.
 */
const readable = [1, 2, version];

/** Totals and identity of a region, written with each batch of its rows. */
export interface Header extends Totals {
  readonly version: number;
  readonly region: string;
  readonly account: string;
  readonly seed: string;
  /** Time and serial number as of the last row, which may have been deleted since. */
  readonly at: number;
  readonly serial: number;
}

export function sealHeader(
  { header: key }: Keys,
  { name, account, seed, now, serial }: Region,
  totals: Totals,
): Sealed {
  const header: Header = { version, region: name, account, seed, at: now, serial, ...totals };
  return seal(key, header);
}

/** Reads the header of a region; undefined if there is none. Rejects another format or another region's. */
export async function readHeader(
  folder: string,
  database: Database,
  { header: key }: Keys,
  region: Region,
): Promise<Header | undefined> {
  const value = await database.get(key);
  if (value === undefined) return undefined;
  const header = unseal<Header>(key, value)?.content;
  if (header === undefined) throw damaged(folder, 'its header has changed');
  if (!readable.includes(header.version)) {
    const advice = `this version of rx-swf only reads formats ${readable.join(', ')}. Use the version that wrote it.`;
    throw new DataFolderError('VERSION', folder, `has format ${header.version}, but ${advice}`);
  }
  const [theirs, ours] = [header, { region: region.name, account: region.account }];
  if (theirs.region !== ours.region || theirs.account !== ours.account) {
    const owner = `belongs to region ${theirs.region} and account ${theirs.account}`;
    const advice = `not to region ${ours.region} and account ${ours.account}. Use a separate folder for each.`;
    throw new DataFolderError('OTHER_REGION', folder, `${owner}, ${advice}`);
  }
  return header;
}
