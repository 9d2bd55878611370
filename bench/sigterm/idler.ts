/** What ending takes when there is nothing to be drained. */
const idle = setInterval(() => {}, 60_000);
process.once('SIGTERM', () => {
  process.send?.('drained');
  clearInterval(idle);
});
process.send?.('poll');
