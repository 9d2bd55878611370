import { folderStore } from 'rx-swf/folder';
import { from, lastValueFrom } from 'rxjs';

// Stores a payload many times over once it is told to, as another user if one is given. Tells the key, or the error.
const [, , path = '', payload = '', times = '1', user] = process.argv;
const store = folderStore(path);
console.log('ready');
process.stdin.once('data', async () => {
  if (user !== undefined) process.setuid?.(Number(user));
  try {
    const keys = await Promise.all(
      Array.from({ length: Number(times) }, () => lastValueFrom(from(store.put(payload.repeat(50_000))))),
    );
    console.log([...new Set(keys)].join());
  } catch (error) {
    console.log(`${error}`);
  }
  process.exit();
});
