import { createHash } from 'node:crypto';
import { contentKey } from 'rx-swf';
import { describe, expect, it } from 'vitest';
import { isContentKey } from '../../../src/payloads/index.js';

describe('contentKey', () => {
  it('returns the SHA-256 of the text in UTF-8', async () => {
    const text = '"Grüße, 世界"';
    expect(await contentKey(text)).toBe(createHash('sha256').update(text).digest('hex'));
  });

  it('is distinguished from other strings, such as paths', async () => {
    expect(isContentKey(await contentKey(''))).toBe(true);
    const others = ['', '../../etc/passwd', `${'a'.repeat(64)}\n`, 'A'.repeat(64), 'a'.repeat(63)];
    expect(others.filter(isContentKey)).toEqual([]);
  });
});
