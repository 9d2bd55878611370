import { describe, it } from 'vitest';
import { faultNames, mixed } from '../harness/faults/Faults.js';
import { inProcess } from '../harness/faults/Link.js';
import { chance, survive, timeout } from './survive.js';

describe('all executions complete, with each result once and nothing left behind,', () => {
  it.each(faultNames)('when calls are %s', fault => survive(inProcess, { [fault]: chance }), timeout);

  it('when calls fail in all ways', () => survive(inProcess, mixed(3 * chance)), timeout);
});
