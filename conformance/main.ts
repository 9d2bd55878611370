import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { LocalSwf } from 'rx-swf/local';
import { lastValueFrom, tap, toArray } from 'rxjs';
import type { Chapter } from './Check.js';
import { chapters } from './checks/index.js';
import { openTarget } from './openTarget.js';
import type { Report } from './Result.js';
import { failures } from './report/failures.js';
import { toMarkdown } from './report/toMarkdown.js';
import { runChecks } from './runChecks.js';

const usage = `Usage: npm run conformance -- [options]
       npm run conformance -- compare FILE...

Checks how an SWF behaves, through the AWS SDK, and prints tables. Without --endpoint and --aws, it checks
the embedded SWF over HTTP. "compare" prints the tables of several JSON files side by side.

  --endpoint URL     check another SWF, e.g. http://127.0.0.1:4577
  --aws              check Amazon's, with the credentials and region of the AWS SDK: see docs/conformance.md
  --region REGION    region of the calls (default with --endpoint: us-east-1)
  --domain NAME      domain of the checks; registered unless it exists (default: conformance)
  --name TEXT        name and version of the service in the tables
  --only TEXT        run only the checks whose chapter or title contains the text
  --skip TEXT        skip the checks whose chapter or title contains the text
  --concurrency N    number of checks at the same time (default: 16)
  --patience MS      how long something may be missing before a check fails (default: 10000)
  --reset URL        send a POST to this address before each check, for a service in which one check can break
                     all others; checks then run one by one
  --json FILE        write the results to a file
  --help             print this help
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    endpoint: { type: 'string' },
    aws: { type: 'boolean', default: false },
    region: { type: 'string' },
    domain: { type: 'string', default: 'conformance' },
    name: { type: 'string' },
    only: { type: 'string', default: '' },
    skip: { type: 'string' },
    concurrency: { type: 'string', default: '16' },
    patience: { type: 'string', default: '10000' },
    reset: { type: 'string' },
    json: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

const versionOf = (name: string): string => createRequire(import.meta.url)(`${name}/package.json`).version;

/** Returns the checks that are asked for. */
function selected(): Chapter[] {
  const { only, skip } = values;
  return chapters.map(({ name, checks }) => ({
    name,
    checks: checks.filter(({ title }) => {
      const text = `${name}: ${title}`;
      return text.includes(only) && (skip === undefined || !text.includes(skip));
    }),
  }));
}

async function check(): Promise<Report> {
  const local = values.aws || values.endpoint !== undefined ? undefined : new LocalSwf({ longPoll: 5_000 });
  const endpoint = values.endpoint ?? (await local?.listen({ port: 0 }))?.url;
  const target = openTarget(
    {
      ...(endpoint === undefined
        ? {}
        : { endpoint, region: 'us-east-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } }),
      ...(values.region === undefined ? {} : { region: values.region }),
    },
    { domain: values.domain, patience: Number(values.patience), reset: values.reset },
  );
  const asked = selected();
  const order = asked.flatMap(({ name, checks }) => checks.map(({ title }) => `${name}: ${title}`));
  const options = {
    concurrency: values.reset === undefined ? Number(values.concurrency) : 1,
    deadline: 150_000,
  };
  const results = await lastValueFrom(
    runChecks(target, asked, options).pipe(
      tap(({ outcome }) => process.stderr.write(outcome === 'pass' ? '.' : outcome.charAt(0).toUpperCase())),
      toArray(),
    ),
  );
  process.stderr.write('\n');
  target.close();
  await local?.close();
  const at = ({ chapter, title }: { chapter: string; title: string }) =>
    order.indexOf(`${chapter}: ${title}`);
  return {
    service: values.name ?? (local === undefined ? (endpoint ?? 'Amazon SWF') : 'embedded SWF'),
    date: new Date().toISOString().slice(0, 10),
    sdk: versionOf('@aws-sdk/client-swf'),
    results: results.sort((a, b) => at(a) - at(b)),
  };
}

if (values.help) {
  process.stdout.write(usage);
} else if (positionals[0] === 'compare') {
  const reports: Report[] = positionals.slice(1).map(file => JSON.parse(readFileSync(file, 'utf8')));
  process.stdout.write(toMarkdown(reports));
} else {
  const report = await check();
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(report, undefined, 2)}\n`);
  process.stdout.write(`${toMarkdown([report])}\n${failures(report)}\n`);
  process.exitCode = report.results.every(({ outcome }) => outcome === 'pass') ? 0 : 1;
}
