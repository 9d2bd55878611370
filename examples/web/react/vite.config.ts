import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [react()],
  // The SDK and the embedded SWF, which are loaded with the first visit of “In this page”.
  build: { chunkSizeWarningLimit: 700 },
  // `npm run dev` serves the page; the gateway of `npm run serve` stays where it is.
  server: { proxy: { '/v1': 'http://127.0.0.1:4580' } },
});
