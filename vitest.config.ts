import { defineConfig } from 'vitest/config';

/** Milliseconds. What is meant to end is not measured: a slow machine is no failure, a test that hangs still ends. */
const testTimeout = 120_000;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.ts'],
          env: { LOG_LEVEL: 'error' },
          testTimeout,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          globalSetup: ['tests/integration/setup.ts'],
          setupFiles: ['tests/integration/database.ts'],
          testTimeout,
          hookTimeout: testTimeout,
          maxWorkers: 2,
        },
      },
    ],
  },
});
