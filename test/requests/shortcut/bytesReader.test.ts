import { Readable } from 'node:stream';
import { SWFClient } from '@aws-sdk/client-swf';
import { expect, it } from 'vitest';
import { bytesReader } from '../../../src/requests/shortcut/bytesReader.js';

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();
const read = bytesReader(new SWFClient({ region: 'us-east-1' }).config);

it('reads a stream of Node that arrives in one piece, in several, or empty', async () => {
  const parts = [['{}'], ['{"a"', ':', '1}'], []];
  const bodies = parts.map(part => Readable.from(part.map(piece => Buffer.from(piece))));
  expect((await Promise.all(bodies.map(read))).map(text)).toEqual(['{}', '{"a":1}', '']);
});

it('rejects with the error of a stream that breaks', async () => {
  const broken = new Readable({ read() {} });
  broken.push(Buffer.from('{"a"'));
  setImmediate(() => broken.destroy(new Error('aborted')));
  await expect(read(broken)).rejects.toThrow('aborted');
});

it('leaves other bodies, and streams of a client with its own collector, to the collector', async () => {
  expect(text(await read(new Blob(['{}']).stream()))).toBe('{}');
  const streamCollector = async () => Buffer.from('collected');
  const { config } = new SWFClient({ region: 'us-east-1', streamCollector });
  expect(text(await bytesReader(config)(Readable.from(['{}'])))).toBe('collected');
});
