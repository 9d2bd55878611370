import { LocalSwf } from 'rx-swf/local';

// Serves a folder over HTTP, says where, and waits to be killed.
const [, , data = ''] = process.argv;
console.log('opening');
const { url } = await new LocalSwf({ data }).listen();
console.log(url);
