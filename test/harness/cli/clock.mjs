/** Preloaded by a command that is to start at a given time, so that the ages it prints are the same at each run. */
const shift = Number(process.env.RX_SWF_TEST_NOW) - Date.now();
const RealDate = Date;

globalThis.Date = class extends RealDate {
  constructor(...args) {
    super(...(args.length === 0 ? [Date.now()] : args));
  }

  static now() {
    return RealDate.now() + shift;
  }
};
