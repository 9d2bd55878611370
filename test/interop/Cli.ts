import { type Ended, findProgram, run } from './programs.js';

/** The AWS CLI of this machine, if it has one. */
export const aws = findProgram(
  ['aws', '/usr/bin/aws'],
  ['--version'],
  'Skipped: the AWS CLI against the embedded service. There is no `aws` here; `apt-get install awscli` brings it.',
);

type Options = Readonly<Record<string, unknown>>;

/** `workflowType` is `--workflow-type`, and what is no text is JSON; `true` is an option without a value. */
function toArguments(options: Options): string[] {
  return Object.entries(options).flatMap(([name, value]) => {
    const option = `--${name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`;
    if (value === true) return [option];
    return [option, typeof value === 'string' ? value : JSON.stringify(value)];
  });
}

/** The AWS CLI at work on an embedded service. */
export class Cli {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  #run(command: string, options: Options): Promise<Ended> {
    const place = ['--endpoint-url', this.#url, '--output', 'json'];
    return run(aws ?? 'aws', ['swf', command, ...toArguments(options), ...place]);
  }

  /** The answer to a command that must succeed; undefined if it is empty. */
  async call(command: string, options: Options) {
    const { exitCode, stdout, stderr } = await this.#run(command, options);
    if (exitCode !== 0) throw new Error(`aws swf ${command} ended with ${exitCode}: ${stderr}`);
    return stdout.trim() === '' ? undefined : JSON.parse(stdout);
  }

  /** How a command that must fail fails. */
  async refusal(command: string, options: Options): Promise<{ exitCode: number; stderr: string }> {
    const { exitCode, stderr } = await this.#run(command, options);
    return { exitCode, stderr: stderr.trim() };
  }
}
