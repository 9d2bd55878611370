// The types and the code of the package, from a CommonJS module.
import { Domain } from 'rx-swf';

import local = require('rx-swf/local');

import { runWorkflow } from 'rx-swf/testing';
import { workflow } from 'rx-swf/workflows';
import { lastValueFrom, of } from 'rxjs';

const greeting = workflow({ name: 'Greeting', version: '1' }, (name: string) => of(`Hello, ${name}`));

async function main(): Promise<void> {
  const swf = new local.LocalSwf();
  const media = await lastValueFrom(new Domain({ name: 'media', client: swf.client() }).save());
  const exists: boolean = await lastValueFrom(media.exists());
  await swf.close();
  const { result } = await runWorkflow(greeting, 'Ada');
  console.log(exists, result);
}

void main();
