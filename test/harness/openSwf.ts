import { LocalSwf, type LocalSwfOptions } from 'rx-swf/local';
import { onTestFinished } from 'vitest';
import type { Teardown } from './Teardown.js';

/** Creates an embedded service. It is closed at the end of the test. */
export function openSwf(options: LocalSwfOptions = {}, teardown: Teardown = onTestFinished): LocalSwf {
  const swf = new LocalSwf(options);
  teardown(() => swf.close());
  return swf;
}
