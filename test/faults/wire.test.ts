import { describe, it } from 'vitest';
import { type FaultName, mixed } from '../harness/faults/Faults.js';
import { overHttp } from '../harness/faults/Link.js';
import { chance, survive, timeout } from './survive.js';

describe('over HTTP, all executions complete, with each result once and nothing left behind,', () => {
  const onTheWire: FaultName[] = ['resetBefore', 'resetAfter', 'halfSent', 'slow', 'stalled', 'noSuchHost'];
  it.each(onTheWire)('when calls are %s', fault => survive(overHttp, { [fault]: chance }), timeout);

  it('when calls fail in all ways', () => survive(overHttp, mixed(3 * chance)), timeout);
});
