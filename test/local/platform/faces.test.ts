import { createHash, createHmac, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import * as browser from '../../../src/local/platform/browser.js';
import * as node from '../../../src/local/platform/node.js';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('the platform of the embedded SWF in a page', () => {
  it('has the same functions as the one in Node', () => {
    expect(Object.keys(browser).sort()).toEqual(Object.keys(node).sort());
  });

  it('hashes as Node does, around the ends of blocks and beyond', () => {
    for (const length of [0, 1, 55, 56, 57, 63, 64, 65, 119, 120, 128, 1000, 100_000]) {
      const bytes = randomBytes(length);
      expect(hex(browser.sha256(bytes))).toBe(createHash('sha256').update(bytes).digest('hex'));
    }
  });

  it('hashes parts as one', () => {
    const parts = ['one', '', 'two'].map(browser.encode);
    expect(hex(browser.sha256(...parts))).toBe(hex(node.sha256(...parts)));
    expect(hex(browser.hmacSha256(browser.encode('key'), ...parts))).toBe(
      hex(node.hmacSha256(node.encode('key'), ...parts)),
    );
  });

  it('signs as Node does, with keys of any length', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        fc.uint8Array({ maxLength: 200 }),
        (key, message) =>
          hex(browser.hmacSha256(key, message)) === createHmac('sha256', key).update(message).digest('hex'),
      ),
    );
  });

  it('reads and writes base64 and UTF-8 as Node does', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.string({ unit: 'binary' }), (bytes, text) => {
        expect(browser.toBase64(bytes)).toBe(node.toBase64(bytes));
        expect(hex(browser.fromBase64(node.toBase64(bytes)))).toBe(hex(bytes));
        expect(hex(browser.encode(text))).toBe(hex(new TextEncoder().encode(text)));
      }),
    );
    expect(browser.fromBase64('no base64!')).toHaveLength(0);
  });

  it('compares bytes', () => {
    const [one, same, other] = ['abc', 'abc', 'abd'].map(browser.encode);
    for (const { isEqual } of [browser, node]) {
      expect(isEqual(one ?? browser.encode(''), same ?? one ?? browser.encode(''))).toBe(true);
      expect(isEqual(one ?? browser.encode(''), other ?? browser.encode(''))).toBe(false);
      expect(isEqual(one ?? browser.encode(''), browser.encode('ab'))).toBe(false);
      expect(isEqual(browser.encode('ab'), browser.encode('abc'))).toBe(false);
    }
  });

  it('describes any value in one line', () => {
    expect(browser.describe({ a: [1] })).toBe('{"a":[1]}');
    expect(browser.describe(undefined)).toBe('undefined');
    expect(browser.describe(Symbol('x'))).toBe('Symbol(x)');
    expect(browser.describe(null)).toBe('null');
  });

  it('warns on the console', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    browser.warn('Time is ahead', 'CODE');
    expect(warn).toHaveBeenCalledWith('CODE: Time is ahead');
    warn.mockRestore();
  });

  it('lets others have their turn', async () => {
    const order: string[] = [];
    setTimeout(() => order.push('timer'));
    await browser.nextTurn();
    expect(order).toEqual(['timer']);
  });
});
