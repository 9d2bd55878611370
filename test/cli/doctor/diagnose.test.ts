import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { SWFClient } from '@aws-sdk/client-swf';
import { Domain, settings } from 'rx-swf';
import type { LocalSwfOptions } from 'rx-swf/local';
import { asyncScheduler, lastValueFrom, type SchedulerLike } from 'rxjs';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { DoctorOptions } from '../../../src/cli/doctor/command.js';
import { diagnose } from '../../../src/cli/doctor/diagnose.js';
import type { Finding } from '../../../src/cli/doctor/findings/Finding.js';
import type { Connection } from '../../../src/cli/frame/CommandContext.js';
import { seeding } from '../../../src/cli/local/seed/seeding.js';
import { Calls } from '../../harness/Calls.js';
import { CapturedTerminal } from '../../harness/CapturedTerminal.js';
import { CountingFront, deadEndpoint, refused } from '../../harness/cli/CountingFront.js';
import { openSwf } from '../../harness/openSwf.js';
import { temporaryFolder } from '../../harness/temporaryFolder.js';

const definitions = fileURLToPath(new URL('../definitions/media.ts', import.meta.url));
const credentials = { accessKeyId: 'AKIATEST', secretAccessKey: 'hush' };

beforeEach(() => {
  settings.clear();
  for (const name of [
    'AWS_PROFILE',
    'AWS_ENDPOINT_URL',
    'AWS_ENDPOINT_URL_SWF',
    'AWS_SESSION_TOKEN',
    'SWF_DOMAIN',
  ])
    vi.stubEnv(name, undefined);
  vi.stubEnv('HOME', temporaryFolder());
  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', credentials.accessKeyId);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', credentials.secretAccessKey);
});
afterEach(() => {
  vi.unstubAllEnvs();
  settings.clear();
});

interface Given extends DoctorOptions {
  readonly module?: string;
  readonly scheduler?: SchedulerLike;
}

/** Runs the command and returns its findings by name, and what else it did. */
async function examined(connection: Connection, { module, scheduler, ...options }: Given = {}) {
  const terminal = new CapturedTerminal();
  await lastValueFrom(diagnose(terminal.context(connection, 'json'), options, module, scheduler));
  const findings: Finding[] = JSON.parse(terminal.out);
  const of = (check: string) => {
    const { status, message, advice = '' } = findings.find(finding => finding.check === check) ?? {};
    return `${status}: ${message}. ${advice}`;
  };
  return { findings, of, exitCode: terminal.exitCode, out: terminal.out };
}

/** A service with the domain and the types of the module, over HTTP. */
async function service(options: LocalSwfOptions = {}) {
  const swf = openSwf(options);
  await lastValueFrom(seeding(definitions, swf.client(), undefined));
  const front = new CountingFront(swf);
  const endpoint = await front.listen();
  onTestFinished(() => front.close());
  return { swf, front, endpoint, connection: { endpoint, domain: 'media' } };
}

const failures = ({ findings }: { readonly findings: readonly Finding[] }) =>
  findings.filter(({ status }) => status !== 'ok').map(({ check, status }) => `${status} ${check}`);

describe('rx-swf doctor', () => {
  it('finds nothing to fix where everything is right, changes nothing and shows no secrets', async () => {
    const { swf, connection } = await service({ credentials });
    const calls: string[] = [];
    swf.calls$.subscribe(({ operation, error }) => calls.push(`${operation} ${error ?? 'ok'}`));
    const { findings, of, exitCode, out } = await examined(connection, { module: definitions });
    expect(findings.map(({ check, status }) => `${status} ${check}`)).toEqual([
      'ok settings',
      'ok region',
      'ok credentials',
      'ok endpoint',
      'ok clock',
      'ok access',
      'ok domain',
      'ok module',
      'ok definitions',
      'ok backlog',
      'ok permissions',
    ]);
    expect(exitCode).toBe(0);
    expect(of('settings')).toContain(
      `credentials AKIA… (environment), region us-east-1 (environment), endpoint`,
    );
    expect(of('domain')).toContain('keeps closed executions for 7 days');
    expect(of('backlog')).toContain('0 on decisions (decision), 0 on films (activity)');
    expect(of('permissions')).toContain('18 calls are permitted');
    expect(out).not.toContain('hush');
    const writes = calls.filter(call => !/^(List|Describe|Count|Get)/.test(call));
    expect(writes.sort()).toEqual([
      'RequestCancelWorkflowExecution UnknownResourceFault',
      'SignalWorkflowExecution UnknownResourceFault',
      'StartWorkflowExecution UnknownResourceFault',
      'TerminateWorkflowExecution UnknownResourceFault',
    ]);
  });

  it('prints a line for each check, with what to do', async () => {
    const { connection } = await service();
    const terminal = new CapturedTerminal();
    await lastValueFrom(diagnose(terminal.context({ ...connection, domain: 'nowhere' }), {}, undefined));
    expect(terminal.out).toContain('ok    region       us-east-1.\n');
    expect(terminal.out).toContain(
      'fail  domain       nowhere is not registered in this account and region. Check both, or register it with "rx-swf register".\n',
    );
    expect(terminal.out).toContain('skip  backlog      not examined, because of domain.\n');
    expect(terminal.exitCode).toBe(1);
  });

  it('examines a client of this process without a network', async () => {
    const swf = openSwf();
    const client = swf.client();
    await lastValueFrom(new Domain({ name: 'media', client }).save());
    settings.set({ client, domain: 'media' });
    const calls = new Calls(client);
    const { findings, of } = await examined({});
    expect(failures({ findings })).toEqual(['skip backlog']);
    expect(of('settings')).toContain('a client (settings.set()), domain media (settings.set())');
    expect(of('endpoint')).toContain('the service is in this process');
    expect(calls.operations.length).toBeGreaterThan(10);
  });

  it('says where settings come from, and that some are wrong', async () => {
    vi.stubEnv('AWS_REGION', 'nowhere');
    const result = await examined({});
    expect(result.of('settings')).toMatch(/^fail: AWS_REGION of the environment is not a valid region/);
    expect(result.exitCode).toBe(1);
    expect(new Set(result.findings.slice(1).map(({ status }) => status))).toEqual(new Set(['skip']));
  });

  it('tells that the endpoint does not exist, does not listen, speaks no TLS, or is no SWF', async () => {
    const dead = await examined({ endpoint: await deadEndpoint(), domain: 'media' });
    expect(dead.of('endpoint')).toMatch(
      /not reachable: TCP failed \(.*ECONNREFUSED.*\)\. Check that the service runs/,
    );
    expect(dead.exitCode).toBe(1);
    const unknown = await examined({ endpoint: 'http://swf.nowhere.invalid', domain: 'media' });
    expect(unknown.of('endpoint')).toMatch(/not reachable: DNS failed .* Check the region and the endpoint/);
    const { endpoint } = await service();
    const plain = await examined({ endpoint: endpoint.replace('http:', 'https:'), domain: 'media' });
    expect(plain.of('endpoint')).toMatch(/not reachable: TLS failed \([^()]*\)\. Check the clock/);
    const server = createServer((_, response) => response.end('hello')).listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const other = await examined({ endpoint: `http://127.0.0.1:${port}`, domain: 'media' });
    expect(other.of('endpoint')).toContain('answers with status 200, but not like SWF');
  });

  it('tells that SWF refuses the credentials, or that they have expired', async () => {
    const signed = await service({ credentials: { ...credentials, secretAccessKey: 'another' } });
    const wrong = await examined(signed.connection);
    expect(wrong.of('access')).toMatch(/^fail: SWF refuses the credentials: .*signature/);
    expect(failures(wrong)).toEqual(['fail access', 'skip domain', 'skip backlog', 'skip permissions']);
    const { front, connection } = await service();
    front.refuse = () => refused.expired;
    const expired = await examined(connection);
    expect(expired.of('access')).toMatch(/^fail: SWF refuses the credentials: .*expired/);
  });

  it.each([
    [-90_000, 'fail', 'expired 1m 30s ago'],
    [300_000, 'warn', 'valid for 5m'],
    [7_200_500, 'ok', 'valid for 2h'],
  ])('tells until when temporary credentials are valid: %d ms', async (left, status, message) => {
    const now = Date.UTC(2026, 10, 28, 3);
    const { connection } = await service();
    const client = new SWFClient({
      region: 'us-east-1',
      endpoint: connection.endpoint,
      credentials: async () => ({ ...credentials, sessionToken: 'token', expiration: new Date(now + left) }),
    });
    settings.set({ client, domain: 'media' });
    const { of } = await examined({}, { scheduler: at(now) });
    expect(of('credentials')).toMatch(new RegExp(`^${status}: access key AKIA…, temporary, ${message}`));
  });

  it.each([
    [-600_000, 'fail', '(9m 59s|10m) behind SWF, which refuses signatures from 5 minutes on'],
    [60_000, 'warn', '(59s|1m|1m 1s) ahead of SWF'],
    [2_000, 'ok', 'agrees with SWF'],
  ])('compares the clock of this machine with that of SWF: %d ms', async (skew, status, message) => {
    const { connection } = await service();
    const { of } = await examined(connection, { scheduler: shifted(skew) });
    expect(of('clock')).toMatch(new RegExp(`^${status}: ${message}`));
  });

  it('tells that a domain is deprecated, or keeps nothing', async () => {
    const { swf, connection } = await service();
    const client = swf.client();
    await lastValueFrom(new Domain({ name: 'media', client }).deprecate());
    expect((await examined(connection)).of('domain')).toMatch(/^warn: media is deprecated/);
    await lastValueFrom(new Domain({ name: 'brief', client, retentionPeriod: 0 }).save());
    expect((await examined({ ...connection, domain: 'brief' })).of('domain')).toMatch(
      /^warn: brief is registered, and keeps no closed executions/,
    );
    expect((await examined({ endpoint: connection.endpoint })).of('domain')).toMatch(
      /^skip: no domain is set/,
    );
  });

  it('says once that a module cannot be loaded', async () => {
    const { connection } = await service();
    const { of, findings } = await examined(connection, { module: './nowhere.js' });
    expect(of('module')).toMatch(/^fail: There is no file .*nowhere\.js/);
    const skipped = findings.filter(({ message }) => message.includes('because of module'));
    expect(skipped.map(({ check }) => check)).toEqual(['definitions', 'backlog', 'permissions']);
  });

  it('tells which types are not registered as they are defined', async () => {
    const { swf, connection } = await service();
    await lastValueFrom(new Domain({ name: 'staging', client: swf.client() }).save());
    const { of, exitCode } = await examined({ ...connection, domain: 'staging' }, { module: definitions });
    expect(of('definitions')).toMatch(
      /^fail: not registered: .*WorkflowType\('Film', '2'\).*See "rx-swf plan/,
    );
    expect(exitCode).toBe(1);
  });

  it('tells that many tasks wait', async () => {
    const { front, connection } = await service();
    front.refuse = operation =>
      operation === 'CountPendingActivityTasks'
        ? { status: 200, body: '{"count":2000,"truncated":true}' }
        : undefined;
    const { of } = await examined(connection);
    expect(of('backlog')).toMatch(
      /^warn: tasks wait: 2000\+ on films \(activity\), .*0 on decisions \(decision\)/,
    );
  });

  it('tells what IAM refuses, which fails if the role needs it', async () => {
    const { front, connection } = await service();
    front.refuse = operation => (/^(Terminate|StartWorkflow)/.test(operation) ? refused.denied : undefined);
    const any = await examined(connection);
    expect(any.of('permissions')).toMatch(
      /^warn: 16 calls are permitted; refused: (StartWorkflowExecution, TerminateWorkflowExecution|TerminateWorkflowExecution, StartWorkflowExecution)\./,
    );
    expect(any.exitCode).toBe(0);
    expect((await examined(connection, { role: 'worker' })).of('permissions')).toMatch(
      /^ok: a worker may do what/,
    );
    const starter = await examined(connection, { role: 'starter' });
    expect(starter.of('permissions')).toMatch(
      /^fail: refused, and needed by a starter: StartWorkflowExecution\./,
    );
    expect(starter.exitCode).toBe(1);
  });
});

/** A scheduler on which it is always this time. */
const at = (time: number): SchedulerLike => ({
  now: () => time,
  schedule: asyncScheduler.schedule.bind(asyncScheduler),
});

/** A scheduler whose clock is off. */
const shifted = (skew: number): SchedulerLike => ({
  now: () => Date.now() + skew,
  schedule: asyncScheduler.schedule.bind(asyncScheduler),
});
