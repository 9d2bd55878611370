import { InvalidArgumentError, type Notice } from 'rx-swf';
import { NoticeReceiver } from 'rx-swf/eventbridge';
import { describe, expect, it } from 'vitest';
import { envelope } from './envelope.js';

function open() {
  const seen: Notice[] = [];
  const receiver = new NoticeReceiver();
  const subscription = receiver.notices$.subscribe(notice => seen.push(notice));
  return { ...receiver, seen, subscription };
}

const post = (body: string, method = 'POST') =>
  new Request('https://example.com/notices', { method, ...(method === 'POST' ? { body } : {}) });

describe('NoticeReceiver', () => {
  it('emits the notice of each envelope that a function is called with, without its receiver', () => {
    const { receive, seen } = open();
    expect(receive(envelope('a'))).toMatchObject({ workflowId: 'a' });
    receive(JSON.stringify(envelope('b')));
    expect(seen.map(({ workflowId }) => workflowId)).toEqual(['a', 'b']);
  });

  it('throws what is not an envelope at its caller, and goes on', () => {
    const { receive, seen } = open();
    expect(() => receive({ source: 'aws.ec2' })).toThrow(InvalidArgumentError);
    receive(envelope());
    expect(seen).toHaveLength(1);
  });

  it('answers a POST request by whether its body is an envelope', async () => {
    const { fetch, seen } = open();
    const answers = await Promise.all([
      fetch(post(JSON.stringify(envelope()))),
      fetch(post('{"source":"aws.ec2"}')),
      fetch(post('', 'GET')),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([204, 400, 405]);
    expect(await answers[1]?.text()).toBe('source must be "aws.swf", got "aws.ec2"\n');
    expect(answers[2]?.headers.get('allow')).toBe('POST');
    expect(seen).toHaveLength(1);
  });
});
