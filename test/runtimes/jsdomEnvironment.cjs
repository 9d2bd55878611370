const { TestEnvironment } = require('jest-environment-jsdom');

/** jsdom with what the AWS SDK needs and jsdom lacks. */
module.exports = class extends TestEnvironment {
  async setup() {
    await super.setup();
    Object.assign(this.global, { TextDecoder, TextEncoder });
  }
};
