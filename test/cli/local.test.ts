import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import {
  DescribeWorkflowTypeCommand,
  GetWorkflowExecutionHistoryCommand,
  ListDomainsCommand,
  PollForActivityTaskCommand,
  RegisterDomainCommand,
  RegisterWorkflowTypeCommand,
  StartWorkflowExecutionCommand,
  SWFClient,
} from '@aws-sdk/client-swf';
import { settings } from 'rx-swf';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { rxSwf, startRxSwf } from '../harness/cli/rxSwf.js';
import type { Program } from '../harness/Program.js';
import { temporaryFolder } from '../harness/temporaryFolder.js';

/** Starts the built `rx-swf`. */
const run = (...argv: string[]) => startRxSwf(argv);

/** Resolves to the output once the service has started. */
const started = (program: Program) => program.prints('boto3.client');

/** Resolves to a client of the service once it has started. */
async function serving(program: Program) {
  const printed = await started(program);
  const endpoint = /http:\/\/[\w.:]+\d/.exec(printed)?.[0] ?? '';
  const client = new SWFClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  onTestFinished(() => client.destroy());
  return { printed, endpoint, client };
}

const media = new RegisterDomainCommand({ name: 'media', workflowExecutionRetentionPeriodInDays: '1' });
const listed = new ListDomainsCommand({ registrationStatus: 'REGISTERED' });

describe('rx-swf local', () => {
  afterEach(() => settings.clear());

  it('serves any SDK and stops cleanly when it is interrupted', async () => {
    const program = await run('local', '--port', '0');
    const { client, printed } = await serving(program);
    expect(printed).toMatch(
      /^SWF is listening on http:\/\/127\.0\.0\.1:\d+ \(us-east-1, in memory\)\. Press Ctrl-C to stop it\.\n/,
    );
    await client.send(media);
    expect((await client.send(listed)).domainInfos).toHaveLength(1);
    const poll = client.send(new PollForActivityTaskCommand({ domain: 'media', taskList: { name: 'idle' } }));
    await client.send(listed);
    program.process.kill('SIGINT');
    expect(await poll).toMatchObject({ startedEventId: 0 });
    const { code, error, out } = await program.ended;
    expect([code, error]).toEqual([0, '']);
    expect(out).toMatch(/\nStopping\.\n$/);
  });

  it('prints settings that work as they are', async () => {
    const program = await run('local', '--port', '0', '--region', 'eu-west-1');
    const { printed, endpoint } = await serving(program);
    const [, pasted = ''] = /settings\.set\((.*)\);/.exec(printed) ?? [];
    settings.set(new Function(`return ${pasted}`)());
    expect(settings.get()).toMatchObject({ endpoint, region: 'eu-west-1' });
    expect(printed).toContain(`export AWS_ENDPOINT_URL_SWF=${endpoint} AWS_REGION=eu-west-1`);
    expect(printed).toContain(`boto3.client("swf", endpoint_url="${endpoint}", region_name="eu-west-1"`);
    program.process.kill('SIGINT');
    expect((await program.ended).code).toBe(0);
  });

  it('skips time with --time skip', async () => {
    const program = await run('local', '--port', '0', '--time', 'skip');
    const { printed, client } = await serving(program);
    expect(printed).toMatch(/^SWF is listening on .* \(us-east-1, in memory, skipping time\)/);
    await client.send(media);
    const workflowType = { name: 'T', version: '1' };
    await client.send(new RegisterWorkflowTypeCommand({ domain: 'media', ...workflowType }));
    const { runId } = await client.send(
      new StartWorkflowExecutionCommand({
        domain: 'media',
        workflowId: 'w',
        workflowType,
        taskList: { name: 'nobody' },
        childPolicy: 'TERMINATE',
        executionStartToCloseTimeout: '31536000',
        taskStartToCloseTimeout: '60',
      }),
    );
    // A poll on another list shows that workers have started, so time may jump past the waiting task.
    const poll = client.send(new PollForActivityTaskCommand({ domain: 'media', taskList: { name: 'idle' } }));
    const history = new GetWorkflowExecutionHistoryCommand({
      domain: 'media',
      execution: { workflowId: 'w', runId },
      reverseOrder: true,
    });
    let last: string | undefined;
    while (last !== 'WorkflowExecutionTimedOut') {
      last = (await client.send(history)).events?.[0]?.eventType;
    }
    program.process.kill('SIGINT');
    await poll;
    expect((await program.ended).code).toBe(0);
  });

  it('stores its state in a folder with --data', async () => {
    const folder = temporaryFolder();
    const first = await run('local', '--port', '0', '--data', folder);
    const { client, printed } = await serving(first);
    expect(printed).toContain(`(us-east-1, stored in ${folder})`);
    await client.send(media);
    const locked = await rxSwf(['local', '--port', '0', '--data', folder]);
    expect(locked.code).toBe(1);
    expect(locked.error).toMatch(/^error: The data folder .* is in use by another LocalSwf/);
    await first.kill();
    const second = await run('local', '--port', '0', '--data', folder);
    const again = await serving(second);
    expect((await again.client.send(listed)).domainInfos).toMatchObject([{ name: 'media' }]);
    second.process.kill('SIGINT');
    expect((await second.ended).code).toBe(0);
  });

  it('registers what --seed names once, prints each call with --verbose, and lets pages of --allow-origin call', async () => {
    const folder = temporaryFolder();
    const seed = join(folder, 'seed.json');
    const types = [{ name: 'Film', version: '2', taskList: 'decisions' }];
    writeFileSync(seed, JSON.stringify({ domains: [{ name: 'media', workflowTypes: types }] }));
    const argv = ['local', '--port', '0', '--data', join(folder, 'data'), '--seed', seed];
    const origin = 'https://app.example.com';
    const first = await run(...argv, '--verbose', '--allow-origin', origin);
    const { client, endpoint } = await serving(first);
    expect((await client.send(listed)).domainInfos).toMatchObject([{ name: 'media' }]);
    const command = new DescribeWorkflowTypeCommand({
      domain: 'media',
      workflowType: { name: 'Film', version: '2' },
    });
    expect((await client.send(command)).configuration).toMatchObject({
      defaultTaskList: { name: 'decisions' },
    });
    await expect(client.send(media)).rejects.toThrow();
    const headers = { origin, 'x-amz-target': 'SimpleWorkflowService.ListDomains' };
    const response = await fetch(endpoint, { method: 'POST', headers, body: JSON.stringify(listed.input) });
    expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([200, origin]);
    first.process.kill('SIGINT');
    const { error, code } = await first.ended;
    expect(code).toBe(0);
    expect(error.replaceAll(/\d{4}-\S+Z/g, 'TIME').replaceAll(/\d+ms/g, 'MS')).toBe(
      [
        'Domain media: registered 2 items.',
        'TIME us-east-1 ListDomains - - 200 MS',
        'TIME us-east-1 DescribeWorkflowType media Film@2 200 MS',
        'TIME us-east-1 RegisterDomain media - 400 DomainAlreadyExistsFault MS',
        'TIME us-east-1 ListDomains - - 200 MS',
        '',
      ].join('\n'),
    );

    const second = await run(...argv);
    await serving(second);
    second.process.kill('SIGINT');
    expect((await second.ended).error).toBe('Domain media: nothing to register.\n');
  });

  it('keeps serving when its output is closed', async () => {
    const program = await run('local', '--port', '0');
    const { client } = await serving(program);
    program.process.stdout.destroy();
    program.process.kill('SIGINT');
    await client.send(listed).catch(() => {});
    // Its last line cannot be written, which must not count as a failure.
    expect((await program.ended).code).toBe(0);
  });

  it('warns when it accepts requests from any machine', async () => {
    const program = await run('local', '--port', '0', '--host', '0.0.0.0', '--allow-anyone');
    expect(await started(program)).toContain(
      'Warning: all requests are accepted, from any machine that can reach this one.',
    );
    program.process.kill('SIGINT');
    await program.ended;
  });

  it.each(['0.0.0.0', '::', '192.0.2.1', 'swf.example.com', '0'])(
    'requires credentials or --allow-anyone with --host %s',
    async host => {
      const { code, out, error } = await rxSwf(['local', '--port', '0', '--host', host]);
      expect([code, out]).toEqual([1, '']);
      expect(error).toBe(
        `error: Other machines can reach --host ${host}, and no credentials are required. Add --credentials KEY:SECRET (or a file with one such pair per line), or --allow-anyone to accept all requests.\n`,
      );
    },
  );

  it.each(['localhost', '127.0.0.1', '::1'])(
    'requires neither credentials nor --allow-anyone with --host %s',
    async host => {
      const program = await run('local', '--port', '0', '--host', host);
      expect(await started(program)).not.toContain('Warning');
      program.process.kill('SIGINT');
      expect((await program.ended).code).toBe(0);
    },
  );

  it('accepts only requests signed with one of its --credentials, and prints none of them', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'credentials');
    writeFileSync(file, '# team\r\nAKIDTHREE:third/se:cret+==\r\n\nAKIDFOUR:fourth');
    const given = [
      '--credentials',
      'AKIDONE:first-secret',
      '--credentials',
      'AKIDTWO:second',
      '--credentials',
      file,
    ];
    const program = await run('local', '--port', '0', '--host', '0.0.0.0', ...given);
    const { endpoint, printed } = await serving(program);
    expect(printed).toContain('(us-east-1, in memory, with credentials)');
    const list = (accessKeyId: string, secretAccessKey: string) => {
      const credentials = { accessKeyId, secretAccessKey };
      const client = new SWFClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });
      onTestFinished(() => client.destroy());
      return client.send(listed).then(
        () => 'answered',
        ({ name }: Error) => name,
      );
    };
    expect(await list('AKIDONE', 'first-secret')).toBe('answered');
    expect(await list('AKIDTWO', 'second')).toBe('answered');
    expect(await list('AKIDTHREE', 'third/se:cret+==')).toBe('answered');
    expect(await list('AKIDFOUR', 'fourth')).toBe('answered');
    expect(await list('AKIDONE', 'second')).toBe('InvalidSignatureException');
    expect(await list('local', 'local')).toBe('UnrecognizedClientException');
    program.process.kill('SIGINT');
    const { code, out, error } = await program.ended;
    expect([code, error]).toEqual([0, '']);
    expect(out).not.toMatch(/AKID|secret-|first|second|third|fourth/);
  });

  it.each([
    [['only-a-secret'], '--credentials must be KEY:SECRET, or a file that can be read'],
    [['AKID:'], '--credentials must be KEY:SECRET, or a file that can be read'],
    [['AKID:s3cret', ':s3cret'], '--credentials (number 2) must be KEY:SECRET, or a file that can be read'],
    [
      ['AKID:s3cret', 'AKID:s3cret'],
      'credentials of LocalSwf must have different access keys, got AKID twice',
    ],
  ])('explains what is wrong with --credentials %j without printing them', async (values, message) => {
    const argv = values.flatMap(value => ['--credentials', value]);
    const { code, out, error } = await rxSwf(['local', '--port', '0', ...argv]);
    expect([code, out, error]).toEqual([1, '', `error: ${message}\n`]);
  });

  it('prints no invalid line of a credentials file', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'credentials');
    writeFileSync(file, 'AKID:good\nbroken s3cret\n');
    const { error } = await rxSwf(['local', '--port', '0', '--credentials', file]);
    expect(error).toBe('error: Line 2 of the file in --credentials must have the form KEY:SECRET\n');
  });

  it('accepts requests for the hosts given by --allow-host', async () => {
    const program = await run(
      'local',
      '--port',
      '0',
      '--allow-host',
      'swf.test',
      '--allow-host',
      'swf2.test',
    );
    const { endpoint } = await serving(program);
    const { port } = new URL(endpoint);
    for (const [host, status] of [
      ['swf.test', 200],
      ['swf2.test', 200],
      ['swf3.test', 403],
    ] as const) {
      const asking = request({ host: '127.0.0.1', port, headers: { host } }).end();
      const [response] = await once(asking, 'response');
      response.resume();
      expect(response.statusCode).toBe(status);
    }
    program.process.kill('SIGINT');
    expect((await program.ended).code).toBe(0);
  });

  it('explains what to do when its port is in use', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const { code, error, out } = await rxSwf(['local', '--port', `${port}`]);
    expect([code, out]).toEqual([1, '']);
    expect(error).toBe(
      `error: Port ${port} of 127.0.0.1 is in use. Choose another with --port, or 0 for any free port.\n`,
    );
  });

  it.each([
    [
      ['--port', '99999'],
      /'99999' is invalid\. Expected an integer from 0 to 65535; 0 selects any free port\./,
    ],
    [['--port', '1.5'], /'1\.5' is invalid/],
    [['--time', 'slow'], /'slow' is invalid\. Allowed choices are real, skip\./],
    [['--data', ''], /'' is invalid\. Expected a non-empty string\./],
    [['--region', 'us east'], /^error: "us east" is not a valid region \(for example, us-east-1\)\n$/],
    [['--region', 'nowhere'], /"nowhere" is not a valid region/],
    [['--seed', './nowhere.json'], /^error: Cannot read \.\/nowhere\.json: ENOENT/],
    [['--seed', ''], /'' is invalid\. Expected a non-empty string\./],
    [['--colour'], /unknown option '--colour'/],
    [['extra'], /too many arguments/],
  ])('rejects %j', async (argv, message) => {
    const { code, error, out } = await rxSwf(['local', ...argv]);
    expect([code, out]).toEqual([2, '']);
    expect(error).toMatch(message);
  });
});

describe('rx-swf', () => {
  it('lists its commands with --help', async () => {
    const { code, out } = await rxSwf(['--help']);
    expect(code).toBe(0);
    expect(out).toMatch(/local \[options\] +Run an embedded SWF over HTTP/);
  });

  it('suggests the command that was probably meant', async () => {
    const { code, error } = await rxSwf(['locl']);
    expect(code).toBe(2);
    expect(error).toMatch(/unknown command 'locl'\n\(Did you mean local\?\)/);
  });
});
