import { describe, expect, it } from 'vitest';
import { NodeOnlyError } from '../../../src/local/index.js';
import * as browser from '../../../src/local/machine/browser.js';
import * as node from '../../../src/local/machine/node.js';

describe('the machine of the embedded SWF in a page', () => {
  it('has the same functions as the one in Node', () => {
    expect(Object.keys(browser).sort()).toEqual(Object.keys(node).sort());
  });

  it.each([
    [browser.createFront, 'listen()', /^listen\(\) needs Node\.js, because a page cannot open a port\./],
    [browser.openStore, 'data', /^data needs Node\.js, because a page has no folders\./],
  ])('refuses %o with an error that names what was asked for', (use, feature, message) => {
    expect(use).toThrow(NodeOnlyError);
    expect(use).toThrow(message);
    expect(use).toThrow(expect.objectContaining({ feature }));
  });
});
