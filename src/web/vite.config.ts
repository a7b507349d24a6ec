import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const server = 'http://127.0.0.1:5080';

export default defineConfig({
  plugins: [react()],
  server: {
    proxy: {
      '/api': server,
      '/hubs': { target: server, ws: true },
    },
  },
  build: {
    outDir: '../Agent.Api/wwwroot',
    emptyOutDir: true,
    target: 'es2022',
  },
  test: {
    environment: 'jsdom',
    setupFiles: ['src/testing/setup.ts'],
    // A test that waits longer than this is stuck, not slow.
    testTimeout: 15_000,
    restoreMocks: true,
  },
});
