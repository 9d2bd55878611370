import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const src = (path: string) => fileURLToPath(new URL(`src/${path}`, import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      { find: /^rx-swf\/console$/, replacement: src('console/index.ts') },
      { find: /^rx-swf\/contracts$/, replacement: src('contracts/index.ts') },
      { find: /^rx-swf\/eventbridge$/, replacement: src('eventbridge/index.ts') },
      { find: /^rx-swf\/folder$/, replacement: src('folder/index.ts') },
      { find: /^rx-swf\/gateway$/, replacement: src('gateway/index.ts') },
      { find: /^rx-swf\/local$/, replacement: src('local/index.ts') },
      { find: /^rx-swf\/opentelemetry$/, replacement: src('opentelemetry/index.ts') },
      { find: /^rx-swf\/remote$/, replacement: src('remote/index.ts') },
      { find: /^rx-swf\/s3$/, replacement: src('s3/index.ts') },
      { find: /^rx-swf\/testing$/, replacement: src('testing/index.ts') },
      { find: /^rx-swf\/archive$/, replacement: src('archive/index.ts') },
      { find: /^rx-swf\/threads$/, replacement: src('threads/index.ts') },
      { find: /^rx-swf\/timeline$/, replacement: src('timeline/index.ts') },
      { find: /^rx-swf\/why$/, replacement: src('why/index.ts') },
      { find: /^rx-swf\/workflows$/, replacement: src('workflows/index.ts') },
      { find: /^rx-swf$/, replacement: src('index.ts') },
      { find: /^#machine$/, replacement: src('local/machine/node.ts') },
      { find: /^#platform$/, replacement: src('local/platform/node.ts') },
      { find: /^#console-page$/, replacement: src('../build/console/page.ts') },
      { find: /^#host$/, replacement: src('settings/host/node.ts') },
      { find: /^#signing$/, replacement: src('requests/signing/node.ts') },
    ],
  },
  test: {
    include: ['test/**/*.test.ts'],
    // These need installs of their own: see vitest.web.config.ts.
    exclude: ['**/node_modules/**', 'test/web/**'],
    // Creates a folder only: the command is built by the first test that runs it.
    globalSetup: ['test/harness/cli/setup.ts'],
    testTimeout: 30_000,
    // Much of the suite waits for processes of its own: one worker less than cores would leave a small machine idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // The AWS SDK warns on every process with Node 20; it would drown the report.
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  },
});
