import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { isolatedFiles } from './test/harness/isolatedFiles.js';

const src = (path: string) => fileURLToPath(new URL(`src/${path}`, import.meta.url));

/** What every test needs, wherever it runs. */
export const base = {
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
      { find: /^#shortcut$/, replacement: src('requests/shortcut/node.ts') },
    ],
  },
  test: {
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // The AWS SDK warns on every process with Node 20; it would drown the report.
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  },
};

/** Run by `globalSetup`: creates a folder only. The command is built by the first test that runs it. */
export const setup = 'test/harness/cli/setup.ts';

const isolated = isolatedFiles();
// Those of test/web need installs of their own: see vitest.web.config.ts.
const exclude = ['**/node_modules/**', 'test/web/**'];

export default defineConfig({
  test: {
    globalSetup: [setup],
    // Much of the suite waits for processes of its own: one worker less than cores would leave a small machine idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        ...base,
        test: {
          ...base.test,
          name: 'isolated',
          include: isolated,
          exclude,
          // A worker is reused only if the next file is of the same project, so one project runs after the other.
          sequence: { groupOrder: 0 },
        },
      },
      {
        ...base,
        test: {
          ...base.test,
          name: 'shared',
          include: ['test/**/*.test.ts'],
          exclude: [...exclude, ...isolated],
          // Half of the time of the suite would go to importing the library and the SDK anew for each file.
          isolate: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
