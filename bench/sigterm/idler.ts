/** Baseline for exiting when there is nothing to drain. */
const idle = setInterval(() => {}, 60_000);
process.once('SIGTERM', () => {
  process.send?.('drained');
  clearInterval(idle);
});
process.send?.('poll');
