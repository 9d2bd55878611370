/** Examples by the names that `npm run example -- order-saga` takes. */
const examples = ['order-saga', 'approval', 'schedule', 'map-reduce'];

const [name = '', ...rest] = process.argv.slice(2);
if (examples.includes(name)) {
  process.argv.splice(2, process.argv.length, ...rest);
  await import(`./${name}/main.js`);
} else {
  const isAsked = ['', '--help'].includes(name);
  const text = `Usage: npm run example -- NAME [--help]\n\nExamples: ${examples.join(', ')}\n`;
  (isAsked ? console.log : console.error)(isAsked ? text : `There is no example '${name}'.\n\n${text}`);
  process.exitCode = isAsked ? 0 : 2;
}
