// Run by Jest as it is by default: it loads CommonJS, and Babel transforms the package to that.
const { Domain } = require('rx-swf');
const { LocalSwf } = require('rx-swf/local');
const { lastValueFrom } = require('rxjs');

test('the embedded SWF answers', async () => {
  const swf = new LocalSwf();
  const media = await lastValueFrom(new Domain({ name: 'media', client: swf.client() }).save());
  expect(await lastValueFrom(media.exists())).toBe(true);
  await swf.close();
});
