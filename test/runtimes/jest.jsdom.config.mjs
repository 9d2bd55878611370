export default {
  testMatch: ['**/*.test.mjs'],
  transform: {},
  testEnvironment: './jsdomEnvironment.cjs',
  // The package as for Node.js: the SDK as for browsers needs more than jsdom has.
  testEnvironmentOptions: { customExportConditions: ['node', 'node-addons'] },
};
