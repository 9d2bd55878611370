/** Registers what closes a harness: `onTestFinished`, or `afterAll` for one that the tests of a file share. */
export type Teardown = (close: () => Promise<void> | void) => void;
