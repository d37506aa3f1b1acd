import { describe, expect, it } from 'vitest';
import { readSettings, SettingError } from './settings';

function refusal(environment: Record<string, string>): string {
  try {
    readSettings(environment);
  } catch (error) {
    if (error instanceof SettingError) return error.message;
    throw error;
  }
  return 'accepted';
}

describe('the settings', () => {
  it('need none to be set', () => {
    const defaults = {
      port: 3000,
      host: undefined,
      databaseUrl: undefined,
      demo: undefined,
      origin: null,
      trustedProxies: 0,
      rateLimitFactor: 1,
      secret: undefined,
      mail: null,
      scheduler: true,
      runAt: '00:10',
      alerts: { lateMinutes: 60, quietDays: 7, webhook: null, emails: null },
      webhookPrivate: false,
      traces: false,
    };
    expect(readSettings({})).toEqual(defaults);
    expect(readSettings({ PORT: '', DATABASE_URL: '', SLUICE_SECRET: '', SLUICE_ORIGIN: ' ' })).toEqual(
      defaults,
    );
  });

  it('are read', () => {
    const settings = readSettings({
      PORT: '8080',
      HOST: '::1',
      DATABASE_URL: 'postgresql://sluice:p%40ss@db.example.com/sluice',
      SLUICE_DEMO: '0',
      SLUICE_ORIGIN: 'https://Sluice.example.com:8443/',
      SLUICE_TRUSTED_PROXIES: '2',
      SLUICE_RATE_LIMIT_FACTOR: '0.5',
      SLUICE_LOG_LEVEL: 'debug',
      SLUICE_SECRET: 'x'.repeat(32),
      SLUICE_SMTP_URL: 'smtps://sluice:p%40ss@mail.example.com',
      SLUICE_MAIL_FROM: 'Sluice <sluice@example.com>',
      SLUICE_SCHEDULER: '0',
      SLUICE_RUN_AT: '23:05',
      SLUICE_RUN_LATE_MINUTES: '15',
      SLUICE_RUN_QUIET_DAYS: '30',
      SLUICE_ALERT_WEBHOOK: 'https://alerts.example.com/sluice?of=runs',
      SLUICE_ALERT_SECRET: `whsec_${Buffer.from('a key of thirty-two bytes, no less').toString('base64')}`,
      SLUICE_ALERT_EMAIL: 'ops@example.com, finance@example.com',
      SLUICE_WEBHOOK_PRIVATE: '1',
    });
    expect(settings).toMatchObject({ scheduler: false, runAt: '23:05', webhookPrivate: true });
    expect(settings.alerts).toEqual({
      lateMinutes: 15,
      quietDays: 30,
      webhook: {
        url: 'https://alerts.example.com/sluice?of=runs',
        key: Buffer.from('a key of thirty-two bytes, no less'),
      },
      emails: ['ops@example.com', 'finance@example.com'],
    });
    expect(settings).toMatchObject({
      port: 8080,
      host: '::1',
      demo: false,
      trustedProxies: 2,
      rateLimitFactor: 0.5,
    });
    expect(settings.origin?.origin).toBe('https://sluice.example.com:8443');
    expect(settings.databaseUrl).toBe('postgresql://sluice:p%40ss@db.example.com/sluice');
    expect(settings.mail).toEqual({
      url: 'smtps://sluice:p%40ss@mail.example.com',
      from: 'Sluice <sluice@example.com>',
    });
  });

  it.each([
    ['PORT', '0'],
    ['PORT', '65536'],
    ['PORT', 'http'],
    ['HOST', 'two words'],
    ['HOST', 'http://localhost'],
    ['DATABASE_URL', 'mysql://root@localhost/sluice'],
    ['DATABASE_URL', 'localhost:5432'],
    ['SLUICE_DEMO', 'yes'],
    ['SLUICE_WEBHOOK_PRIVATE', 'true'],
    ['SLUICE_ORIGIN', 'sluice.example.com'],
    ['SLUICE_ORIGIN', 'https://sluice.example.com/portal'],
    ['SLUICE_ORIGIN', 'https://user@sluice.example.com'],
    ['SLUICE_ORIGIN', 'ftp://sluice.example.com'],
    ['SLUICE_TRUSTED_PROXIES', '-1'],
    ['SLUICE_TRUSTED_PROXIES', 'all'],
    ['SLUICE_RATE_LIMIT_FACTOR', '0'],
    ['SLUICE_RATE_LIMIT_FACTOR', 'Infinity'],
    ['SLUICE_LOG_LEVEL', 'loud'],
    ['SLUICE_SECRET', 'short'],
    ['SLUICE_METRICS_TOKEN', 'short'],
    ['SLUICE_METRICS_TOKEN', 'sixteen letters or more'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4318'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'grpc://collector:4317'],
    ['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'localhost'],
    ['OTEL_EXPORTER_OTLP_PROTOCOL', 'grpc'],
    ['OTEL_EXPORTER_OTLP_TRACES_PROTOCOL', 'grpc'],
    ['OTEL_TRACES_SAMPLER', 'sometimes'],
    ['OTEL_TRACES_SAMPLER_ARG', '10%'],
    ['SLUICE_SMTP_URL', 'mail.example.com:587'],
    ['SLUICE_SMTP_URL', 'https://mail.example.com'],
    ['SLUICE_SMTP_URL', 'smtp://'],
    ['SLUICE_MAIL_FROM', 'Sluice'],
    ['SLUICE_PAYERS', 'EUR'],
    ['SLUICE_PAYERS', '[{"currency":"EUR","name":"Market\\n","iban":"DE00"}]'],
    ['SLUICE_MAIL_FROM', 'Sluice <sluice>'],
    ['SLUICE_MAIL_FROM', 'a@b\r\nBcc: c@d'],
    ['SLUICE_SCHEDULER', 'off'],
    ['SLUICE_RUN_AT', '24:00'],
    ['SLUICE_RUN_AT', '7:30'],
    ['SLUICE_RUN_AT', 'midnight'],
    ['SLUICE_RUN_LATE_MINUTES', '0'],
    ['SLUICE_RUN_LATE_MINUTES', '1441'],
    ['SLUICE_RUN_LATE_MINUTES', '1.5'],
    ['SLUICE_RUN_QUIET_DAYS', '-1'],
    ['SLUICE_RUN_QUIET_DAYS', '367'],
    ['SLUICE_ALERT_WEBHOOK', 'http://alerts.example.com'],
    ['SLUICE_ALERT_WEBHOOK', 'alerts.example.com'],
    ['SLUICE_ALERT_SECRET', 'a secret of our own that is long enough'],
    ['SLUICE_ALERT_SECRET', 'whsec_c2hvcnQ='],
    ['SLUICE_ALERT_EMAIL', 'ops'],
    ['SLUICE_ALERT_EMAIL', 'ops@example.com;finance@example.com'],
    ['SLUICE_ALERT_EMAIL', 'Ops <ops@example.com>'],
    ['SLUICE_ALERT_EMAIL', 'a@b\r\nBcc: c@d'],
  ])('refuse %s=%s in one line that names it', (name, value) => {
    const line = refusal({ [name]: value });
    expect(line).toMatch(new RegExp(`^${name} `));
    expect(line).not.toContain('\n');
  });

  it('do not repeat what is secret when they refuse it', () => {
    expect(refusal({ DATABASE_URL: 'mysql://root:hunter2@localhost/sluice' })).not.toContain('hunter2');
    expect(refusal({ SLUICE_SECRET: 'hunter2' })).not.toContain('hunter2');
    expect(refusal({ SLUICE_METRICS_TOKEN: 'hunter2' })).not.toContain('hunter2');
    expect(refusal({ OTEL_EXPORTER_OTLP_ENDPOINT: 'otlp://hunter2@host' })).not.toContain('hunter2');
    expect(refusal({ SLUICE_SMTP_URL: 'http://sluice:hunter2@mail' })).not.toContain('hunter2');
    expect(refusal({ SLUICE_ALERT_WEBHOOK: 'http://mail/hunter2' })).not.toContain('hunter2');
    expect(refusal({ SLUICE_ALERT_SECRET: 'hunter2' })).not.toContain('hunter2');
  });

  it('ask who e-mails come from where there is a mail server, and for nothing more', () => {
    const mailServer = { SLUICE_SMTP_URL: 'smtp://mail.example.com:587' };
    expect(refusal(mailServer)).toMatch(/^SLUICE_MAIL_FROM is not set/);
    expect(refusal({ ...mailServer, SLUICE_MAIL_FROM: 'sluice@example.com' })).toBe('accepted');
    expect(readSettings({ SLUICE_MAIL_FROM: 'sluice@example.com' }).mail).toBeNull();
  });

  it('post alerts unencrypted to a program on the same machine alone', () => {
    for (const host of ['localhost:9', '127.0.0.1', '[::1]:9'])
      expect(refusal({ SLUICE_ALERT_WEBHOOK: `http://${host}/alerts` })).toBe('accepted');
    for (const host of ['10.0.0.1', 'localhost.example.com'])
      expect(refusal({ SLUICE_ALERT_WEBHOOK: `http://${host}/alerts` })).toMatch(/^SLUICE_ALERT_WEBHOOK /);
  });

  it('ask for the mail server that alerts go through', () => {
    expect(refusal({ SLUICE_ALERT_EMAIL: 'ops@example.com' })).toMatch(
      /^SLUICE_ALERT_EMAIL is set, and SLUICE_SMTP_URL/,
    );
  });

  it('have traces sent where one of OpenTelemetry’s variables says where, and it is not switched off', () => {
    const [one, other] = ['OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'];
    const at = 'http://localhost:4318';
    expect(
      [
        { [one]: at },
        { [other]: at },
        { [one]: at, OTEL_SDK_DISABLED: 'true' },
        { OTEL_SERVICE_NAME: 'x' },
      ].map((each) => readSettings(each as Record<string, string>).traces),
    ).toEqual([true, true, false, false]);
  });

  it('say what they always said of a port', () => {
    expect(refusal({ PORT: 'abc' })).toBe('PORT is not a port: abc');
  });
});
