/**
 * Preloaded by a command that is to start at a given time, so that the ages it prints are the same at each run. The time
 * stands still if `RX_SWF_TEST_FROZEN` is set, as the process may take a while to start.
 */
const { RX_SWF_TEST_NOW, RX_SWF_TEST_FROZEN } = process.env;
const start = Number(RX_SWF_TEST_NOW);
const RealDate = Date;
const shift = start - RealDate.now();

globalThis.Date = class extends RealDate {
  constructor(...args) {
    super(...(args.length === 0 ? [Date.now()] : args));
  }

  static now() {
    return RX_SWF_TEST_FROZEN ? start : RealDate.now() + shift;
  }
};
