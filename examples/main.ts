/** Examples by the names that `npm run example -- order-saga` takes. */
const examples = new Map([
  ['order-saga', () => import('./order-saga/main.js')],
  ['approval', () => import('./approval/main.js')],
  ['schedule', () => import('./schedule/main.js')],
  ['map-reduce', () => import('./map-reduce/main.js')],
  ['console', () => import('./console/main.js')],
]);

const [name = '', ...rest] = process.argv.slice(2);
const load = examples.get(name);
if (load !== undefined) {
  process.argv.splice(2, process.argv.length, ...rest);
  await load();
} else {
  const isHelp = ['', '--help'].includes(name);
  const text = `Usage: npm run example -- NAME [--help]\n\nExamples: ${[...examples.keys()].join(', ')}\n`;
  (isHelp ? console.log : console.error)(isHelp ? text : `Unknown example "${name}".\n\n${text}`);
  process.exitCode = isHelp ? 0 : 2;
}
