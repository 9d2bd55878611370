/** Examples by the names that `npm run example -- order-saga` takes. */
const examples = ['order-saga', 'approval', 'schedule', 'map-reduce', 'console'];

const [name = '', ...rest] = process.argv.slice(2);
if (examples.includes(name)) {
  process.argv.splice(2, process.argv.length, ...rest);
  await import(`./${name}/main.js`);
} else {
  const isHelp = ['', '--help'].includes(name);
  const text = `Usage: npm run example -- NAME [--help]\n\nExamples: ${examples.join(', ')}\n`;
  (isHelp ? console.log : console.error)(isHelp ? text : `Unknown example "${name}".\n\n${text}`);
  process.exitCode = isHelp ? 0 : 2;
}
