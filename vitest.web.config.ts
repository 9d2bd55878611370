import { defineConfig } from 'vitest/config';
import { base, setup } from './vitest.config.js';

/** Tests of what `.ci/web` installs and builds: example apps, bundlers, the documentation site. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    globalSetup: [setup],
    include: ['test/web/**/*.test.ts'],
    exclude: ['**/node_modules/**'],
    passWithNoTests: true,
    // A test waits for its pages most of the time.
    maxWorkers: 2,
  },
});
