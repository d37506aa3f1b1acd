/** What a browser is told to allow, on every answer. */

/** Everything a page could ask a browser for that the portal never does. */
const UNUSED_FEATURES = [
  'accelerometer',
  'autoplay',
  'camera',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'sync-xhr',
  'usb',
  'xr-spatial-tracking',
];

const ONE_YEAR_SECONDS = 365 * 24 * 60 * 60;

/** For what is no page of the portal: it may load nothing, and run nothing. */
export const BARE_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export interface PagePolicy {
  /** Made anew for each request: only what carries it is run. */
  nonce: string;
  /** Whether browsers reach the portal by https. */
  isHttps: boolean;
  /** Next's development mode, which evaluates code and puts styles in as it goes. */
  isDevelopment: boolean;
}

/** The content security policy of a page. Next finds the nonce in it, and puts it on the scripts it writes. */
export function pagePolicy({ nonce, isHttps, isDevelopment }: PagePolicy): string {
  const directives = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' ${isDevelopment ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    // A bar's width and a chart's place are style attributes, which no nonce can be put on.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(isHttps ? ['upgrade-insecure-requests'] : []),
  ];
  return directives.join('; ');
}

/** The headers of every answer: page, file, API and error alike. */
export function securityHeaders(isHttps: boolean): Record<string, string> {
  return {
    'x-content-type-options': 'nosniff',
    // Not `no-referrer`: by that a browser would call the origin of a plain form's post "null", and we could not tell
    // our own forms from others'. This one tells other origins nothing, either.
    'referrer-policy': 'same-origin',
    'x-frame-options': 'DENY',
    'permissions-policy': UNUSED_FEATURES.map((feature) => `${feature}=()`).join(', '),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    ...(isHttps ? { 'strict-transport-security': `max-age=${ONE_YEAR_SECONDS}` } : {}),
  };
}
