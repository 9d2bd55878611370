import {
  chmodSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { ListDomainsCommand } from '@aws-sdk/client-swf';
import { ClassicLevel } from 'classic-level';
import fc from 'fast-check';
import { DataFolderError, LocalSwf } from 'rx-swf/local';
import { describe, expect, it } from 'vitest';
import { findDamage } from '../../../src/local/store/leveldb/findDamage.js';
import { readManifest } from '../../../src/local/store/leveldb/manifest.js';
import { SdkHarness } from '../../harness/SdkHarness.js';
import { temporaryFolder } from '../../harness/temporaryFolder.js';

const filesOf = (folder: string, extension: string) =>
  readdirSync(folder)
    .filter(file => file.endsWith(extension))
    .sort();

/** The tables that are in use: one that was merged into another may not have been deleted yet. */
function tablesOf(folder: string): string[] {
  const current = readFileSync(join(folder, 'CURRENT'), 'latin1').trim();
  const { tables } = readManifest(readFileSync(join(folder, current)));
  return Array.from(tables, number => `${String(number).padStart(6, '0')}.ldb`).sort();
}

/** Leaves a folder with executions in tables and more in the log; `close` as it was closed, else as it was killed. */
async function leave({ close = true } = {}): Promise<string> {
  const folder = temporaryFolder();
  const first = await SdkHarness.empty({ data: folder }).prepare();
  for (let n = 0; n < 20; n += 1) await first.start(`a${n}`);
  await first.swf.close();
  const second = SdkHarness.empty({ data: folder });
  for (let n = 0; n < 20; n += 1) await second.start(`b${n}`);
  if (close) {
    await second.swf.close();
    return folder;
  }
  const copy = temporaryFolder();
  cpSync(folder, copy, { recursive: true });
  return copy;
}

/** Why a folder cannot be opened; undefined if it can. */
async function refusal(data: string): Promise<unknown> {
  const swf = new LocalSwf({ data });
  const error: unknown = await swf.ready().catch(caught => caught);
  await swf.close();
  return error;
}

const isDamaged = (message: RegExp | string) =>
  expect.objectContaining({ code: 'DAMAGED', message: expect.stringMatching(message) });

function flip(file: string, bit: number): void {
  const bytes = readFileSync(file);
  bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  writeFileSync(file, bytes);
}

describe('a folder is damaged', () => {
  it.each([true, false])('without its log, whether it was closed (%s) or killed', async close => {
    const folder = await leave({ close });
    for (const log of filesOf(folder, '.log')) rmSync(join(folder, log));
    expect(await refusal(folder)).toEqual(isDamaged(/the file \d{6}\.log is missing/));
    // The folder is left unchanged, in case the log turns up.
    expect(filesOf(folder, '.log')).toEqual([]);
  });

  it.each(['the end of its log', 'its whole log'])('without %s, if it was closed', async what => {
    const folder = await leave();
    const [log = ''] = filesOf(folder, '.log');
    const { size } = statSync(join(folder, log));
    truncateSync(join(folder, log), what === 'its whole log' ? 0 : size - 1);
    expect(await refusal(folder)).toEqual(isDamaged('its contents differ from those at the last close'));
  });

  it('without one of its tables', async () => {
    const folder = await leave();
    await refusal(folder);
    const tables = tablesOf(folder);
    expect(tables.length).toBeGreaterThan(0);
    rmSync(join(folder, tables.at(-1) ?? ''));
    expect(await refusal(folder)).toEqual(isDamaged(/the file \d{6}\.ldb is missing/));
  });

  it('with one flipped bit, anywhere in a table', async () => {
    const folder = await leave();
    await refusal(folder);
    const tables = tablesOf(folder).map(name => ({ name, size: statSync(join(folder, name)).size }));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...tables),
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (table, at) => {
          const copy = temporaryFolder();
          cpSync(folder, copy, { recursive: true });
          // The footer has 40 bytes for two places of blocks, and leaves free what they do not take.
          const bits = 8 * (table.size - 48);
          flip(join(copy, table.name), Math.min(Math.floor(at * bits), bits - 1));
          expect(await refusal(copy)).toEqual(isDamaged(`the file ${table.name} has changed`));
        },
      ),
      { numRuns: 30 },
    );
  });

  it('with one flipped bit in the footer of a table, except in its padding', async () => {
    const folder = await leave();
    await refusal(folder);
    const [name = ''] = tablesOf(folder);
    const { size } = statSync(join(folder, name));
    for (let byte = size - 48; byte < size; byte += 1) {
      const copy = temporaryFolder();
      cpSync(folder, copy, { recursive: true });
      flip(join(copy, name), 8 * byte + (byte % 8));
      const found = await findDamage(copy);
      if (readFileSync(join(folder, name))[byte] !== 0) expect(found).toContain(`${name} has changed`);
    }
  });

  it.each([
    ['CURRENT', /CURRENT has changed|the file MANIFEST-\d+ is missing/],
    ['MANIFEST', /MANIFEST-\d+ has changed/],
  ])('with one flipped bit in %s', async (prefix, message) => {
    const folder = await leave();
    const name = readdirSync(folder).find(file => file.startsWith(prefix)) ?? '';
    flip(join(folder, name), 8 * 12 + 1);
    expect(await refusal(folder)).toEqual(isDamaged(message));
  });

  it('without its manifest', async () => {
    const folder = await leave();
    const name = readdirSync(folder).find(file => file.startsWith('MANIFEST')) ?? '';
    rmSync(join(folder, name));
    expect(await refusal(folder)).toEqual(isDamaged(`the file ${name} is missing`));
  });

  it('and calls fail with a DataFolderError too', async () => {
    const folder = await leave();
    for (const log of filesOf(folder, '.log')) rmSync(join(folder, log));
    const harness = SdkHarness.empty({ data: folder });
    const call = harness.client.send(new ListDomainsCommand({ registrationStatus: 'REGISTERED' }));
    await expect(call).rejects.toBeInstanceOf(DataFolderError);
  });
});

describe('a folder is whole', () => {
  it('that was closed, killed, copied, and used in empty regions', async () => {
    const folder = await leave();
    const harness = SdkHarness.empty({ data: folder });
    for (const region of ['eu-west-1', 'eu-central-1']) {
      await harness.in(region).client.send(new ListDomainsCommand({ registrationStatus: 'REGISTERED' }));
    }
    await harness.in('eu-west-1').prepare();
    await harness.swf.close();
    expect(await refusal(folder)).toBeUndefined();
    const killed = await leave({ close: false });
    expect(existsSync(join(killed, 'CLOSED'))).toBe(false);
    expect(await refusal(killed)).toBeUndefined();
  });

  it('in which nothing has happened', async () => {
    const folder = temporaryFolder();
    for (let n = 0; n < 3; n += 1) expect(await refusal(folder)).toBeUndefined();
  });

  it('of many tables, compressed or not, merged or not', async () => {
    for (const compression of [true, false]) {
      const folder = temporaryFolder();
      const level = new ClassicLevel(folder, {
        compression,
        writeBufferSize: 65_536,
        maxFileSize: 1_048_576,
      });
      await level.open();
      for (let n = 0; n < 60; n += 1) {
        const rows = Array.from({ length: 50 }, (_, i) => ({
          type: 'put' as const,
          key: `row/${n % 7}/${String(n * 50 + i).padStart(40, '0')}`,
          value: `${n}`.repeat(100) + Math.random().toString(36).repeat(20),
        }));
        await level.batch(rows);
      }
      expect(await findDamage(folder)).toBeUndefined();
      await level.compactRange('a', 'z');
      expect(await findDamage(folder)).toBeUndefined();
      await level.close();
      expect(filesOf(folder, '.ldb').length).toBeGreaterThan(0);
      expect(await findDamage(folder)).toBeUndefined();
    }
  });

  it('with a table that nothing refers to, as a killed process leaves it', async () => {
    const folder = await leave({ close: false });
    writeFileSync(join(folder, '999999.ldb'), 'half of a table');
    expect(await refusal(folder)).toBeUndefined();
  });
});

describe('a folder is private to its owner', () => {
  it('with its files, whether it is new or was open to others', async () => {
    const modes = (folder: string) => [
      statSync(folder).mode & 0o777,
      ...readdirSync(folder).map(file => statSync(join(folder, file)).mode & 0o777),
    ];
    const folder = join(temporaryFolder(), 'below', 'data');
    const harness = await SdkHarness.empty({ data: folder }).prepare();
    expect(new Set(modes(folder))).toEqual(new Set([0o700, 0o600]));
    await harness.swf.close();
    expect(readdirSync(folder)).toContain('CLOSED');
    expect(new Set(modes(folder))).toEqual(new Set([0o700, 0o600]));
    const other = join(folder, 'notes.txt');
    writeFileSync(other, '');
    chmodSync(other, 0o644);
    chmodSync(folder, 0o755);
    const used = SdkHarness.empty({ data: folder });
    await used.swf.ready();
    await used.swf.close();
    // Files of others are left unchanged.
    expect([statSync(folder).mode & 0o777, statSync(other).mode & 0o777]).toEqual([0o755, 0o644]);
    rmSync(other);
    chmodSync(folder, 0o755);
    for (const file of readdirSync(folder)) chmodSync(join(folder, file), 0o644);
    const again = SdkHarness.empty({ data: folder });
    await again.swf.ready();
    expect(new Set(modes(folder))).toEqual(new Set([0o700, 0o600]));
  });
});
