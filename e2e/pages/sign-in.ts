import { expect } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';
import { Shell } from './shell';

const STEP_MS = 30_000;

/** The second factor of somebody, as their phone has it. */
export class Phone {
  private readonly totp: TOTP;

  constructor(secret: string) {
    this.totp = new TOTP({ secret: Secret.fromBase32(secret) });
  }

  /** What it shows; the next code holds already, and each is taken once. */
  code(which: 'now' | 'next'): string {
    return this.totp.generate({ timestamp: Date.now() + (which === 'next' ? STEP_MS : 0) });
  }

  /** A code that is not of this time. */
  wrongCode(): string {
    const near = [-2, -1, 0, 1, 2].map((step) =>
      this.totp.generate({ timestamp: Date.now() + step * STEP_MS }),
    );
    return (
      ['000000', '111111', '222222', '333333', '444444', '555555'].find((code) => !near.includes(code)) ?? ''
    );
  }
}

/** How one comes in: by e-mail and password, by a code after it, or by a button of the demo. */
export class SignInPage extends Shell {
  readonly heading = this.page.getByRole('heading', { level: 1, name: 'Sign in to Sluice' });
  readonly demo = this.page.getByRole('region', { name: 'Look around the demo' });
  readonly problem = this.page.getByRole('main').getByRole('alert');
  readonly email = this.page.getByLabel('E-mail', { exact: true });
  readonly password = this.page.getByLabel('Password', { exact: true });

  async open(query = ''): Promise<void> {
    await this.page.goto(`/sign-in${query}`);
  }

  async try(email: string, password: string): Promise<void> {
    await this.email.fill(email);
    await this.password.fill(password);
    await this.page.getByRole('button', { name: 'Sign in', exact: true }).click();
  }

  async confirm(code: string, field: 'Code of the moment' | 'Backup code' = 'Code of the moment') {
    await this.page.getByLabel(field).fill(code);
    await this.page.getByRole('button', { name: 'Sign in', exact: true }).click();
  }

  async press(name: string): Promise<void> {
    await this.demo.getByRole('button', { name: `Sign in as ${name}`, exact: true }).click();
  }
}

/** What a link opens that lets somebody in. */
export class InvitationPage extends Shell {
  readonly problem = this.page.getByRole('main').getByRole('alert');
  readonly name = this.page.getByLabel('Name', { exact: true });

  async setPassword(password: string): Promise<void> {
    await this.page.getByLabel('New password', { exact: true }).fill(password);
    await this.page.getByRole('button', { name: 'Set the password and sign in' }).click();
  }
}

/** One's own account, and where its second factor is set. */
export class AccountPage extends Shell {
  readonly heading = this.page.getByRole('heading', { level: 1, name: 'Your account' });
  readonly problem = this.page.getByRole('main').getByRole('alert');
  readonly sessions = this.page.getByRole('list', { name: 'Where you are signed in' }).getByRole('listitem');
  readonly backupCodes = this.page.getByRole('list', { name: 'Backup codes' }).getByRole('listitem');

  async open(): Promise<void> {
    await this.page.goto('/account');
  }

  /** The first step of setting a second factor; answers what a phone would then have. */
  async beginSecondFactor(password: string): Promise<Phone> {
    await expect(this.page.getByRole('heading', { level: 1, name: 'Set a second factor' })).toBeVisible();
    await this.page.getByLabel('Password', { exact: true }).fill(password);
    await this.page.getByRole('button', { name: 'Continue' }).click();
    await expect(this.page.getByRole('img', { name: /^QR code for an authenticator app/ })).toBeVisible();
    const secret = await this.page.getByText(/^([A-Z2-7]{4} )+[A-Z2-7]{1,4}$/).innerText();
    return new Phone(secret.replaceAll(' ', ''));
  }

  async confirmSecondFactor(code: string): Promise<void> {
    await this.page.getByLabel('Code of the moment').fill(code);
    await this.page.getByRole('button', { name: 'Set the second factor' }).click();
  }

  async changePassword(current: string, next: string): Promise<void> {
    await this.page.getByLabel('Current password').fill(current);
    await this.page.getByLabel('New password', { exact: true }).fill(next);
    await this.page.getByRole('button', { name: 'Change the password' }).click();
  }

  /** Unfolds one of the two rare things, and proves by password and code to be who one is. */
  async prove(
    what: 'Move it to another phone' | 'Make new backup codes',
    password: string,
    code: string,
  ): Promise<void> {
    const part = this.page.getByRole('group').filter({ has: this.page.getByText(what, { exact: true }) });
    await part.getByText(what, { exact: true }).first().click();
    await part.getByLabel('Password', { exact: true }).fill(password);
    await part.getByLabel('Code of the moment').fill(code);
    await part.getByRole('button', { name: /^(Take it off the old phone|Make new backup codes)$/ }).click();
  }
}
