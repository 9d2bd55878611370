module.exports = {
  testMatch: ['**/*.test.cjs'],
  transform: { '\\.[cm]?js$': ['babel-jest', { plugins: ['@babel/plugin-transform-modules-commonjs'] }] },
  // The package, and those of its dependencies that are ES modules.
  transformIgnorePatterns: [
    '/node_modules/(?!(rx-swf|string-width|get-east-asian-width|strip-ansi|ansi-regex)/)',
  ],
};
