/// <reference types="vitest/config" />
import react from '@vitejs/plugin-react';
import { defineConfig, type PluginOption } from 'vite';

/**
 * `npm run mock` serves the pages with a make-believe cluster; `npm run dev` passes /api on to a running admin-ui
 * (MEGURI_UI, by default http://localhost:8080). Maven passes the folder to build into as MEGURI_DIST.
 */
export default defineConfig(async () => {
  const plugins: PluginOption[] = [react()];
  if (process.env.MEGURI_MOCK) {
    const { mockCluster } = await import('./mock/plugin.ts');
    plugins.push(mockCluster());
  }
  return {
    plugins,
    build: { outDir: process.env.MEGURI_DIST ?? 'dist', emptyOutDir: true, target: 'es2023', chunkSizeWarningLimit: 800 },
    server: {
      port: 5173,
      proxy: process.env.MEGURI_MOCK ? undefined : { '/api': process.env.MEGURI_UI ?? 'http://localhost:8080' },
    },
    test: { include: ['src/**/*.test.{ts,tsx}'], environment: 'node', testTimeout: 60_000 },
  };
});
