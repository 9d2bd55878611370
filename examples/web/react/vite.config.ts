import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [react()],
  // `npm run dev` serves the page; the gateway of `npm run serve` stays where it is.
  server: { proxy: { '/v1': 'http://127.0.0.1:4580' } },
});
