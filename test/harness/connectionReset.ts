/** Creates the error of a connection that breaks. */
export const connectionReset = () => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
