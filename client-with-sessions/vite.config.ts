import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { bootScript } from './vite/bootScript.ts';
import { chunks } from './vite/chunks.ts';
import { compressAssets } from './vite/compressAssets.ts';

const SERVER = process.env.TRACKER_SERVER ?? 'http://127.0.0.1:5555';
const API_PATHS = [
  'signup',
  'login',
  'check_session',
  'logout',
  'tasks',
  'capture',
  'agenda',
  'inbox',
  'projects',
  'views',
  'tags',
  'settings',
  'trash',
  'changes',
  'events',
  'export',
  'session',
  'sessions',
  'passkeys',
  'identities',
  'password',
  'users',
  'instance',
  'healthz',
  'readyz',
  'openapi.json',
];

/** Chromium compiles all of such a file beside its download, rather than each function when it is first called. */
const eager = ({ name }: { name: string }) =>
  ['base', 'client', 'index', 'inside'].includes(name) ? '//# allFunctionsCalledOnLoad' : '';

export default defineConfig({
  base: '/',
  cacheDir: 'node_modules/.vite',
  plugins: [react(), bootScript('src/boot.js', 'inside'), compressAssets()],
  build: {
    outDir: process.env.TRACKER_CLIENT_OUT ?? 'dist',
    emptyOutDir: true,
    // The first versions that know light-dark() in CSS.
    target: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
    // The content security policy allows no inline code, and a file of its own can be cached.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    sourcemap: false,
    rolldownOptions: { output: { codeSplitting: chunks, postBanner: eager } },
  },
  server: {
    proxy: { [`^/(${API_PATHS.join('|').replace('.', '\\.')})(/|\\?|$)`]: SERVER },
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/test/setup.ts'],
    restoreMocks: true,
  },
});
