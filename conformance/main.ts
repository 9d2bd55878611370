import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { LocalSwf } from 'rx-swf/local';
import { lastValueFrom, tap, toArray } from 'rxjs';
import type { Chapter } from './Check.js';
import { chapters } from './checks/index.js';
import { openTarget } from './openTarget.js';
import { type Options, parseOptions } from './parseOptions.js';
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

const versionOf = (name: string): string => createRequire(import.meta.url)(`${name}/package.json`).version;

/** Returns the checks that are asked for. */
function select({ only, skip }: Options): Chapter[] {
  return chapters.map(({ name, checks }) => ({
    name,
    checks: checks.filter(({ title }) => {
      const text = `${name}: ${title}`;
      return text.includes(only) && (skip === undefined || !text.includes(skip));
    }),
  }));
}

async function check(options: Options): Promise<Report> {
  const { aws, domain, patience, reset, region, concurrency } = options;
  const local = aws || options.endpoint !== undefined ? undefined : new LocalSwf({ longPoll: 5_000 });
  const endpoint = options.endpoint ?? (await local?.listen())?.url;
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  const target = openTarget(
    {
      ...(endpoint === undefined ? {} : { endpoint, region: 'us-east-1', credentials }),
      ...(region === undefined ? {} : { region }),
    },
    { domain, patience, reset },
  );
  try {
    await target.prepare(); // an endpoint that can't be reached is one error, not an error for each check
    const asked = select(options);
    const order = asked.flatMap(({ name, checks }) => checks.map(({ title }) => `${name}: ${title}`));
    const results = await lastValueFrom(
      runChecks(target, asked, { concurrency, deadline: 150_000 }).pipe(
        tap(({ outcome }) =>
          process.stderr.write(outcome === 'pass' ? '.' : outcome.charAt(0).toUpperCase()),
        ),
        toArray(),
      ),
    );
    process.stderr.write('\n');
    const at = ({ chapter, title }: { chapter: string; title: string }) =>
      order.indexOf(`${chapter}: ${title}`);
    return {
      service: options.name ?? (local === undefined ? (endpoint ?? 'Amazon SWF') : 'embedded SWF'),
      date: new Date().toISOString().slice(0, 10),
      sdk: versionOf('@aws-sdk/client-swf'),
      results: results.sort((a, b) => at(a) - at(b)),
    };
  } finally {
    target.close();
    await local?.close();
  }
}

async function run(options: Options): Promise<number> {
  if (options.help) {
    process.stdout.write(usage);
    return 0;
  }
  if (options.compare !== undefined) {
    const reports: Report[] = options.compare.map(file => JSON.parse(readFileSync(file, 'utf8')));
    process.stdout.write(toMarkdown(reports));
    return 0;
  }
  const report = await check(options);
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(report, undefined, 2)}\n`);
  process.stdout.write(`${toMarkdown([report])}\n${failures(report)}\n`);
  return report.results.every(({ outcome }) => outcome === 'pass') ? 0 : 1;
}

try {
  process.exitCode = await run(parseOptions(process.argv.slice(2)));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message || error.name : error}\n`);
  process.exitCode = 2;
}
