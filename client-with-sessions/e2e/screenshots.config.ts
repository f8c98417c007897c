import { defineConfig } from '@playwright/test';
import config from '../playwright.config.ts';

export default defineConfig(config, {
  testDir: '.',
  testMatch: 'screenshots.ts',
  workers: 1,
  outputDir: '../test-results',
});
