/** Version of the library, as in `package.json`, which a bundle can't read. */
export const version = '0.1.0';
